using Actra.MassTransit;
using Actra.Model;
using Actra.Resolution;

namespace MassTransit
{
    /// <summary>Says for whom messages are sent.</summary>
    public static class ActraClientExtensions
    {
        /// <summary>
        /// Stamps every message that this bus sends or publishes with a sealed statement of who asks. Needs <c>services.AddActraClient(…)</c>. Where no actor is
        /// known the send throws.
        /// </summary>
        /// <param name="configurator">The bus.</param>
        /// <param name="context">The registration context of the bus.</param>
        public static void UseActraClient(this IBusFactoryConfigurator configurator, IRegistrationContext context)
        {
            ArgumentNullException.ThrowIfNull(configurator);
            configurator.UseSendFilter(typeof(ActorSendFilter<>), context);
            configurator.UsePublishFilter(typeof(ActorPublishFilter<>), context);
        }

        /// <summary>Names the actor of one message. Wins over what <c>AddActraClient</c> says.</summary>
        /// <param name="context">The message that is being sent.</param>
        /// <param name="actor">Who asks; not anonymous.</param>
        public static void SetActraActor(this SendContext context, Actor actor)
        {
            ArgumentNullException.ThrowIfNull(context);
            ArgumentNullException.ThrowIfNull(actor);
            context.AddOrUpdatePayload(() => new ExplicitActor(actor), _ => new ExplicitActor(actor));
        }
    }
}

namespace Microsoft.Extensions.DependencyInjection
{
    /// <summary>Adds the stamping of actors to a host that sends messages.</summary>
    public static class ActraClientServiceCollectionExtensions
    {
        /// <summary>Adds what <c>cfg.UseActraClient(context)</c> needs. Without a key of its own it signs with the host's (<c>SignWith</c> of <c>AddActra</c>).</summary>
        /// <param name="services">The host's services.</param>
        /// <param name="configure">Sets options.</param>
        public static IServiceCollection AddActraClient(
            this IServiceCollection services,
            Action<ActraClientOptions> configure
        )
        {
            ArgumentNullException.ThrowIfNull(services);
            ArgumentNullException.ThrowIfNull(configure);
            var options = new ActraClientOptions();
            configure(options);
            services.AddSingleton(provider => new ActraClient(
                options,
                options.Ring()
                    ?? provider.GetService<ActraKeyRing>()
                    ?? throw new ActraException("AddActraClient needs a key: SignWith(keyId, key)"),
                provider.GetService<TimeProvider>() ?? TimeProvider.System
            ));
            return services;
        }
    }
}
