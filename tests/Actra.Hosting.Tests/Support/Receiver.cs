using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Actra.Hosting.Tests;

/// <summary>A real HTTP endpoint on this machine that keeps what is posted to it, and answers as it is told.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly HttpListener _listener;
    private readonly ConcurrentQueue<Received> _received = new();
    private readonly Task _loop;

    public Receiver()
    {
        (_listener, Address) = Listen();
        _loop = Task.Run(RunAsync);
    }

    public string Address { get; }

    /// <summary>What is answered; by the number of the request, from 1.</summary>
    public Action<HttpListenerResponse, int> Answer { get; set; } = (response, _) => response.StatusCode = 204;

    /// <summary>Set: no answer before it is done.</summary>
    public Task Patience { get; set; } = Task.CompletedTask;

    public IReadOnlyList<Received> All => [.. _received];

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _loop;
    }

    private async Task RunAsync()
    {
        while (true)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                _ = Task.Run(() => HandleAsync(context));
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task HandleAsync(HttpListenerContext context)
    {
        using var body = new MemoryStream();
        await context.Request.InputStream.CopyToAsync(body);
        int number;
        lock (_received)
        {
            _received.Enqueue(
                new Received(
                    context.Request.HttpMethod,
                    context.Request.Url!.AbsolutePath,
                    new WebHeaderCollection { context.Request.Headers },
                    body.ToArray()
                )
            );
            number = _received.Count;
        }

        await Patience;
        try
        {
            Answer(context.Response, number);
            context.Response.Close();
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // Who asked has gone away.
        }
    }

    private static (HttpListener, string) Listen()
    {
        while (true)
        {
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            var address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
            probe.Stop();
            var listener = new HttpListener { Prefixes = { address } };
            try
            {
                listener.Start();
                return (listener, address);
            }
            catch (HttpListenerException)
            {
                // Somebody else was faster.
            }
        }
    }

    internal sealed record Received(string Method, string Path, WebHeaderCollection Headers, byte[] Body)
    {
        public string Id => Headers[WebhookVerifier.IdHeader]!;

        public string Timestamp => Headers[WebhookVerifier.TimestampHeader]!;

        public string Signature => Headers[WebhookVerifier.SignatureHeader]!;

        public string Text => System.Text.Encoding.UTF8.GetString(Body);

        public string Event => System.Text.Json.JsonDocument.Parse(Body).RootElement.GetProperty("type").GetString()!;

        public bool IsFor(WebhookVerifier verifier) => verifier.Verify(Id, Timestamp, Signature, Body, out _);
    }
}
