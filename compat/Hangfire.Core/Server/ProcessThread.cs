namespace Hangfire.Server;

/// <summary>Executes one background process over and over, on a thread of its own, until the server stops.</summary>
internal sealed class ProcessThread
{
    private static readonly ILog Logger = LogProvider.GetLogger(typeof(ProcessThread));
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private readonly IBackgroundProcess _process;
    private readonly Func<BackgroundProcessContext> _newContext;
    private readonly Thread _thread;

    public ProcessThread(
        IBackgroundProcess process,
        Func<BackgroundProcessContext> newContext,
        Action<Thread> configure
    )
    {
        _process = process;
        _newContext = newContext;
        _thread = new Thread(Loop) { IsBackground = true, Name = process.GetType().Name };
        configure?.Invoke(_thread);
    }

    /// <summary>Starts without the ambient values of the thread that calls.</summary>
    public void Start() => _thread.UnsafeStart();

    public bool Join(TimeSpan timeout) => _thread.Join(timeout);

    private void Loop()
    {
        var failures = 0;
        var ambient = ExecutionContext.Capture();
        while (true)
        {
            var context = _newContext();
            if (context.IsStopping)
            {
                return;
            }

            try
            {
                // Ambient values that a job leaves behind end with it.
                ExecutionContext.Run(ambient, _ => _process.Execute(context), state: null);
                failures = 0;
            }
            catch (OperationCanceledException) when (context.IsStopping) { }
            catch (Exception exception)
            {
                failures++;
                Logger.ErrorException($"Background process '{_thread.Name}' failed.", exception);
                context.Wait(TimeSpan.FromSeconds(Math.Min(failures - 1, LongestPause.TotalSeconds)));
            }
        }
    }
}
