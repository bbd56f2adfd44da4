namespace Actra.Hangfire.Tests.Facts;

public class DerivedHandler : BaseHandler;
