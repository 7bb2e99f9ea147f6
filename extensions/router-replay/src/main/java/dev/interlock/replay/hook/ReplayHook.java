package dev.interlock.replay.hook;

/**
 * Extension point for applications: changes requests before the replay sends them, and learns from responses. For
 * example, a hook signs in with a test password, because the recording has only a pseudonym.
 *
 * <p>{@code --hook-jar FILE} loads all hooks that the jar lists in {@code
 * META-INF/services/dev.interlock.replay.hook.ReplayHook} (see {@link java.util.ServiceLoader}). A hook needs a public
 * constructor without parameters. One instance serves all targets and connections.
 *
 * <p>Several event loops call a hook at the same time, so hooks must be thread-safe. A slow hook delays later requests;
 * the report shows this as lateness. If {@link #beforeRequest} throws, the replay does not send the request, and counts
 * it as failed by the hook. If {@link #afterResponse} throws, the response still counts.
 */
public interface ReplayHook {
    /**
     * Changes a request. The replay has already replaced the authority, and all tokens and ids that it has learned.
     *
     * @param request valid until the method returns
     */
    default void beforeRequest(ReplayRequest request) throws Exception {}

    /**
     * Learns from a response. The replay has already learned the tokens and ids that it recognizes.
     *
     * @param response valid until the method returns
     */
    default void afterResponse(ReplayResponse response) throws Exception {}
}
