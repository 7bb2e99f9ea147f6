package dev.interlock.http2.internal.frame;

import dev.interlock.http2.internal.Hex;
import dev.interlock.http2.internal.error.Violation;
import java.util.ArrayList;
import java.util.List;

/** Records frames as texts. The pieces of a DATA frame become one text. */
public final class FrameLog implements FrameSink {
    private final List<String> frames = new ArrayList<>();
    private String data = "";

    public List<String> frames() {
        return frames;
    }

    @Override
    public void dataBegun(int stream, int length, boolean endStream) {
        data = "DATA %d length=%d end=%s ".formatted(stream, length, endStream);
    }

    @Override
    public void data(byte[] bytes, int from, int to) {
        if (from >= to) {
            throw new AssertionError("empty piece");
        }
        data += Hex.of(bytes, from, to);
    }

    @Override
    public void dataEnded() {
        frames.add(data);
    }

    @Override
    public void headers(int stream, byte[] bytes, int from, int to, boolean endStream, boolean last) {
        frames.add("HEADERS %d end=%s last=%s %s".formatted(stream, endStream, last, Hex.of(bytes, from, to)));
    }

    @Override
    public void continuation(byte[] bytes, int from, int to, boolean last) {
        frames.add("CONTINUATION last=%s %s".formatted(last, Hex.of(bytes, from, to)));
    }

    @Override
    public void priority(int stream) {
        frames.add("PRIORITY %d".formatted(stream));
    }

    @Override
    public void priorityUpdate(int stream, byte[] bytes, int from, int to) {
        frames.add("PRIORITY_UPDATE %d %s".formatted(stream, Hex.of(bytes, from, to)));
    }

    @Override
    public void reset(int stream, int code) {
        frames.add("RST_STREAM %d %s".formatted(stream, Integer.toUnsignedString(code)));
    }

    @Override
    public void setting(int identifier, long value) {
        frames.add("SETTING %d=%d".formatted(identifier, value));
    }

    @Override
    public void settingsEnded() {
        frames.add("SETTINGS");
    }

    @Override
    public void settingsAcknowledged() {
        frames.add("SETTINGS ack");
    }

    @Override
    public void ping(long opaque) {
        frames.add("PING %x".formatted(opaque));
    }

    @Override
    public void pingAcknowledged(long opaque) {
        frames.add("PING ack %x".formatted(opaque));
    }

    @Override
    public void goAway(int lastStream, int code) {
        frames.add("GOAWAY %d %s".formatted(lastStream, Integer.toUnsignedString(code)));
    }

    @Override
    public void windowUpdate(int stream, int increment) {
        frames.add("WINDOW_UPDATE %d %d".formatted(stream, increment));
    }

    @Override
    public void unknown(int type, int length) {
        frames.add("UNKNOWN %d length=%d".formatted(type, length));
    }

    @Override
    public void violated(int stream, Violation violation) {
        frames.add("VIOLATED %d %s".formatted(stream, violation));
    }
}
