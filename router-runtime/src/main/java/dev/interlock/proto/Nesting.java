package dev.interlock.proto;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.bytes.Lease;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * State that a message shares with the messages within it: the destination and the encoders. Each class has one encoder
 * at each depth, since only one can be open there. So the number of encoders is limited, however the messages nest.
 */
final class Nesting {
    /** Limit on nesting: parsers reject deeper messages. protobuf-java has the same default. */
    static final int DEEPEST = 100;

    private static final ByteWriter NOWHERE = new ByteWriter(0);

    private ByteWriter out = NOWHERE;
    private int start;
    /** Array of the destination. An encoder may still hold an earlier one. */
    private byte[] array = OpenMessage.NO_BYTES;

    private boolean stale;
    private final List<OpenMessage> entries = new ArrayList<>();
    private final List<List<Encoder<?>>> byDepth = new ArrayList<>();

    /** Lease of the request in strict mode, or null. */
    private @Nullable Lease lease;
    /** Generated encoder of the outermost message in strict mode, or null. */
    private @Nullable Object writer;

    /** A generated encoder and its parts. */
    record Encoder<E>(Class<E> type, MessageEncoder message, E generated) {}

    /** Ends access to the encoders when the lease ends. */
    void lease(Lease newLease, Object generated) {
        lease = newLease;
        writer = newLease.handOut(generated);
    }

    /**
     * Returns the exception for the use of a message after the end of its request. Returns null before that end, and
     * outside of strict mode.
     */
    @Nullable
    IllegalStateException late(OpenMessage message) {
        return lease != null && lease.isEnded() ? lease.late(generated(message)) : null;
    }

    /** Returns the generated encoder of a message, or the encoder of the outermost message if it has none. */
    private @Nullable Object generated(OpenMessage message) {
        if (message.depth() < byDepth.size()) {
            for (Encoder<?> encoder : byDepth.get(message.depth())) {
                if (encoder.message() == message) {
                    return encoder.generated();
                }
            }
        }
        return writer;
    }

    void begin(ByteWriter newOut) {
        out = newOut;
        start = newOut.length();
        note(newOut.array());
    }

    private void note(byte[] used) {
        if (array != used) {
            stale |= array.length > 0;
            array = used;
        }
    }

    /**
     * Whether the encoders hold an array of more than {@code retainedBytes}, or another array than the last
     * destination.
     */
    boolean keepsMore(int retainedBytes) {
        return stale || array.length > retainedBytes;
    }

    /** Releases all arrays. */
    void forget() {
        out = NOWHERE;
        array = OpenMessage.NO_BYTES;
        stale = false;
        entries.forEach(OpenMessage::forget);
        byDepth.forEach(
                encoders -> encoders.forEach(encoder -> encoder.message().forget()));
    }

    /** Appends the bytes up to {@code end} to the destination. */
    void end(String name, int end) {
        requireUntouched(name);
        out.advance(end);
    }

    private void requireUntouched(String name) {
        if (out.length() != start) {
            throw new IllegalStateException(name + ": other code wrote to the output before the end of this message");
        }
    }

    /** Returns the array with the bytes up to {@code at} and room for {@code more} bytes after them. */
    byte[] grow(int at, int more) {
        out.ensure(Math.addExact(at - out.length(), more));
        note(out.array());
        return array;
    }

    /** Writes text as UTF-8 from {@code at}. Returns the index after it. */
    int append(CharSequence text, int at) {
        int length = out.length();
        out.advance(at);
        out.append(text);
        int end = out.length();
        out.truncate(length);
        note(out.array());
        return end;
    }

    /** Returns the encoder of a class at a depth, and makes it at the first call. */
    @SuppressWarnings("unchecked") // The class identifies the type.
    <E> Encoder<E> at(int depth, Class<E> type, Function<MessageEncoder, E> maker) {
        while (byDepth.size() <= depth) {
            byDepth.add(new ArrayList<>());
        }
        List<Encoder<?>> encoders = byDepth.get(depth);
        for (Encoder<?> encoder : encoders) {
            if (encoder.type() == type) {
                return (Encoder<E>) encoder;
            }
        }
        Encoder<E> made = make(new MessageEncoder(depth, this), type, maker);
        encoders.add(made);
        if (lease != null) {
            lease.handOut(made.generated());
        }
        return made;
    }

    /**
     * Returns the encoder for the entries of a map. No other field shares it, as the values of this map are within it.
     */
    Encoder<MessageEncoder> entry(
            int depth, Class<MessageEncoder> type, Function<MessageEncoder, MessageEncoder> maker) {
        Encoder<MessageEncoder> made = make(new MessageEncoder(depth, this), type, maker);
        entries.add(made.message());
        return made;
    }

    private static <E> Encoder<E> make(MessageEncoder message, Class<E> type, Function<MessageEncoder, E> maker) {
        return new Encoder<>(type, message, maker.apply(message));
    }
}
