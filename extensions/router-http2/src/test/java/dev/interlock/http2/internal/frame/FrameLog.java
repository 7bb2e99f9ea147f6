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

    private void add(String format, Object... values) {
        frames.add(format.formatted(values));
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
        add("HEADERS %d end=%s last=%s %s", stream, endStream, last, Hex.of(bytes, from, to));
    }

    @Override
    public void continuation(byte[] bytes, int from, int to, boolean last) {
        add("CONTINUATION last=%s %s", last, Hex.of(bytes, from, to));
    }

    @Override
    public void priority(int stream) {
        add("PRIORITY %d", stream);
    }

    @Override
    public void priorityUpdate(int stream, byte[] bytes, int from, int to) {
        add("PRIORITY_UPDATE %d %s", stream, Hex.of(bytes, from, to));
    }

    @Override
    public void reset(int stream, int code) {
        add("RST_STREAM %d %s", stream, Integer.toUnsignedString(code));
    }

    @Override
    public void setting(int identifier, long value) {
        add("SETTING %d=%d", identifier, value);
    }

    @Override
    public void settingsEnded() {
        add("SETTINGS");
    }

    @Override
    public void settingsAcknowledged() {
        add("SETTINGS ack");
    }

    @Override
    public void ping(long opaque) {
        add("PING %x", opaque);
    }

    @Override
    public void pingAcknowledged(long opaque) {
        add("PING ack %x", opaque);
    }

    @Override
    public void goAway(int lastStream, int code) {
        add("GOAWAY %d %s", lastStream, Integer.toUnsignedString(code));
    }

    @Override
    public void windowUpdate(int stream, int increment) {
        add("WINDOW_UPDATE %d %d", stream, increment);
    }

    @Override
    public void unknown(int type, int length) {
        add("UNKNOWN %d length=%d", type, length);
    }

    @Override
    public void violated(int stream, Violation violation) {
        add("VIOLATED %d %s", stream, violation);
    }
}
