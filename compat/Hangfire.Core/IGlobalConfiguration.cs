namespace Hangfire;

public interface IGlobalConfiguration { }
