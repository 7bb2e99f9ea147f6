package dev.interlock.replay.rewrite;

import dev.interlock.replay.body.ContentCoding;
import dev.interlock.replay.hook.ReplayRequest;
import dev.interlock.replay.hook.ReplayResponse;
import dev.interlock.replay.traffic.Field;
import dev.interlock.replay.traffic.RecordedResponse;
import org.jspecify.annotations.Nullable;

/** Response for hooks. */
final class HookedResponse implements ReplayResponse {
    private static final int MOST_CONTENT = 1 << 20;

    private final ReplayRequest request;
    private final @Nullable RecordedResponse recorded;
    private final ReceivedResponse received;
    private final LearnedValues values;

    HookedResponse(
            ReplayRequest request,
            @Nullable RecordedResponse recorded,
            ReceivedResponse received,
            LearnedValues values) {
        this.request = request;
        this.recorded = recorded;
        this.received = received;
        this.values = values;
    }

    @Override
    public ReplayRequest request() {
        return request;
    }

    @Override
    public int status() {
        return received.status();
    }

    @Override
    public @Nullable String header(String name) {
        return Field.first(received.fields(), name);
    }

    @Override
    public byte[] body() {
        return received.content(MOST_CONTENT);
    }

    @Override
    public int recordedStatus() {
        return recorded == null ? 0 : recorded.status();
    }

    @Override
    public @Nullable String recordedHeader(String name) {
        return recorded == null ? null : Field.first(recorded.fields(), name);
    }

    @Override
    public byte[] recordedBody() {
        if (recorded == null) {
            return new byte[0];
        }
        String coding = Field.first(recorded.fields(), "content-encoding");
        return ContentCoding.decode(recorded.body().content(), coding, MOST_CONTENT);
    }

    @Override
    public void learn(String recordedValue, String receivedValue) {
        requireLength(recordedValue);
        requireLength(receivedValue);
        values.learn(LearnedValues.GLOBAL, recordedValue, receivedValue);
    }

    private static void requireLength(String value) {
        if (value.isEmpty() || value.length() > LearnedValues.MOST_CHARACTERS) {
            throw new IllegalArgumentException("a learned value must have 1 to " + LearnedValues.MOST_CHARACTERS
                    + " characters, but this one has " + value.length());
        }
    }
}
