namespace Hangfire;

public enum CompatibilityLevel
{
    Version_110 = 110,
    Version_170 = 170,
    Version_180 = 180,
}
