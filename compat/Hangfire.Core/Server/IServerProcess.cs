namespace Hangfire.Server;

public interface IServerProcess { }
