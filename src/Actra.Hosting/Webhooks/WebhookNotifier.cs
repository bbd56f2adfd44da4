using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Actra.Approvals;

namespace Actra.Hosting;

/// <summary>Posts notices to an endpoint, signed after Standard Webhooks. Answers are judged by their status alone: bodies are neither read nor logged.</summary>
internal sealed class WebhookNotifier : IApprovalNotifier, IDisposable
{
    private readonly WebhookOptions _options;
    private readonly Uri _uri;
    private readonly List<WebhookSecret> _secrets = [];
    private readonly HttpClient _client;
    private readonly TimeProvider _clock;

    /// <exception cref="ArgumentException">The options cannot be used; the host has checked them before.</exception>
    public WebhookNotifier(WebhookOptions options, TimeProvider clock)
    {
        _options = options;
        _clock = clock;
        _uri = new Uri(options.Uri, UriKind.Absolute);
        foreach (var text in new[] { options.Secret, options.PreviousSecret }.OfType<string>())
        {
            _secrets.Add(
                WebhookSecret.TryParse(text, out var secret, out var problem)
                    ? secret
                    : throw new ArgumentException($"the secret of webhook `{options.Name}` {problem}", nameof(options))
            );
        }

        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = options.Timeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        options.ConfigureHandler?.Invoke(handler);
        handler.AllowAutoRedirect = false;
        handler.UseCookies = false;
        _client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public string Name => _options.Name;

    public void Dispose() => _client.Dispose();

    public async ValueTask NotifyAsync(ApprovalNotice notice, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(notice);
        if (!_options.Events.Contains(notice.Event))
        {
            return;
        }

        using var timeout = new CancellationTokenSource(_options.Timeout, _clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        using var request = Request(notice);
        try
        {
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token);
            if (!response.IsSuccessStatusCode)
            {
                throw Refused(response);
            }
        }
        catch (Exception e) when (timeout.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw new NotDeliveredException(
                string.Create(CultureInfo.InvariantCulture, $"the endpoint has not answered within {_options.Timeout}"),
                e
            );
        }
        catch (HttpRequestException e)
        {
            throw new NotDeliveredException($"the endpoint cannot be reached: {e.Message}", e);
        }
    }

    private HttpRequestMessage Request(ApprovalNotice notice)
    {
        var body = WebhookBody.Of(notice);
        var id = IdOf(notice);
        var timestamp = _clock.GetUtcNow().ToUnixTimeSeconds();
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var request = new HttpRequestMessage(HttpMethod.Post, _uri) { Content = content };
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Actra", "1"));
        request.Headers.Add(WebhookVerifier.IdHeader, id);
        request.Headers.Add(WebhookVerifier.TimestampHeader, timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(
            WebhookVerifier.SignatureHeader,
            string.Join(' ', _secrets.Select(secret => secret.Sign(id, timestamp, body)))
        );
        return request;
    }

    /// <summary>Without full stops, which stand between the parts of what is signed.</summary>
    private static string IdOf(ApprovalNotice notice) => notice.Id.Replace('.', '_');

    private NotDeliveredException Refused(HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        var message = status is >= 300 and < 400
            ? $"the endpoint answered {status}: redirects are not followed, give its new address"
            : $"the endpoint answered {status}";
        var after = response.Headers.RetryAfter;
        return new NotDeliveredException(message)
        {
            GiveUp = response.StatusCode == HttpStatusCode.Gone,
            RetryAfter = after?.Delta ?? (after?.Date - _clock.GetUtcNow()),
        };
    }
}
