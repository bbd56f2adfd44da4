namespace Hangfire.Server;

public interface IServerExceptionFilter
{
    void OnServerException(ServerExceptionContext filterContext);
}
