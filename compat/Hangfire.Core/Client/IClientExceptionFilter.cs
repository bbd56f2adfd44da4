namespace Hangfire.Client;

public interface IClientExceptionFilter
{
    void OnClientException(ClientExceptionContext filterContext);
}
