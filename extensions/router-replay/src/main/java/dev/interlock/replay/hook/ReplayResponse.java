package dev.interlock.replay.hook;

import org.jspecify.annotations.Nullable;

/** Response of a target, and the recorded response to the same request. Confined to the thread that calls the hook. */
public interface ReplayResponse {
    /** Returns the request that the replay sent. Changes have no effect. */
    ReplayRequest request();

    /** Returns the status of the target's response. */
    int status();

    /** Returns the first value of a field of the target's response, or null. Names are case-insensitive. */
    @Nullable
    String header(String name);

    /**
     * Returns the decoded body of the target's response, up to {@code --max-body} bytes. Callers must not change it.
     */
    byte[] body();

    /** Returns the recorded status, or 0 if the recording has no response. */
    int recordedStatus();

    /** Returns the first value of a field of the recorded response, or null. Names are case-insensitive. */
    @Nullable
    String recordedHeader(String name);

    /** Returns the decoded body of the recorded response: the part that the recording has, or an empty array. */
    byte[] recordedBody();

    /**
     * Makes the replay replace a recorded value in later requests to this target: in path segments, query values,
     * cookies, credentials, and texts in bodies.
     *
     * @param recorded value in the recording, such as a pseudonym
     * @param received value for the target
     * @throws IllegalArgumentException if a value is empty or longer than 8,192 characters
     */
    void learn(String recorded, String received);
}
