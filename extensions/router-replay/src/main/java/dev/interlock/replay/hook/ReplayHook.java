package dev.interlock.replay.hook;

/**
 * Code of an application that changes requests before they are sent and learns from responses, for example to sign in
 * with a test password in place of the redacted one.
 *
 * <p>{@code --hook-jar FILE} loads all hooks that the jar names in
 * {@code META-INF/services/dev.interlock.replay.hook.ReplayHook}, by {@link java.util.ServiceLoader}. A hook has a
 * public constructor without parameters. One instance serves all targets and connections.
 *
 * <p>The event loops of the replay call a hook, several at the same time. A slow hook delays the requests behind it;
 * the report shows this as lateness of the replay. If a hook throws, the replay does not send the request, and counts
 * it as failed by the hook.
 */
public interface ReplayHook {
    /**
     * Changes a request. The built-in rules have already replaced the authority, and the tokens and ids that they know.
     *
     * @param request valid until the method returns
     */
    default void beforeRequest(ReplayRequest request) throws Exception {}

    /**
     * Learns from a response. The built-in rules have already learned tokens and ids.
     *
     * @param response valid until the method returns
     */
    default void afterResponse(ReplayResponse response) throws Exception {}
}
