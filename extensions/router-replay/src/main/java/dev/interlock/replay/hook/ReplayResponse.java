package dev.interlock.replay.hook;

import org.jspecify.annotations.Nullable;

/** A response of a target, beside the response of the recording. */
public interface ReplayResponse {
    /** Returns the request as it was sent. Changes have no effect. */
    ReplayRequest request();

    /** Returns the status of the target's response. */
    int status();

    /** Returns the first value of a field of the target's response, or null. Names are case-insensitive. */
    @Nullable
    String header(String name);

    /** Returns the body of the target's response, without content coding. It may be cut at {@code --max-body}. */
    byte[] body();

    /** Returns the recorded status, or 0 if the recording has no response. */
    int recordedStatus();

    /** Returns the first value of a field of the recorded response, or null. */
    @Nullable
    String recordedHeader(String name);

    /** Returns the recorded body as far as the recording has it. */
    byte[] recordedBody();

    /**
     * Replaces a recorded value in later requests to this target: in path segments, values of queries, cookies,
     * credentials, and texts in bodies.
     *
     * @param recorded the value in the recording, such as a pseudonym
     * @param received the value for the target
     * @throws IllegalArgumentException if a value is empty or longer than 8,192 characters
     */
    void learn(String recorded, String received);
}
