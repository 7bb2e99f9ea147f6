package dev.interlock.generated.proto;

import dev.interlock.bytes.Lease;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * State that a message shares with the messages within it: the destination and the encoders. Each generated class has
 * at most one encoder at each depth, because only one message can be open there. So the number of encoders is limited,
 * however the messages nest.
 */
final class Nesting {
    /** Limit on nesting, because parsers reject deeper messages. It is the default limit of protobuf-java. */
    static final int DEEPEST = 100;

    final Destination destination = new Destination();
    private final List<MessageEncoder> entries = new ArrayList<>();
    private final List<List<Encoder<?>>> byDepth = new ArrayList<>();

    /** Encoders of the request in strict mode, or null. */
    private @Nullable StrictEncoders strict;

    /** A generated encoder and its parts. */
    record Encoder<E>(Class<E> type, MessageEncoder message, E generated) {}

    /** Makes the encoders reject access after the end of a lease. */
    void lease(Lease lease, Object generated) {
        strict = new StrictEncoders(lease, generated);
    }

    /**
     * Returns the exception for the use of a message after its request has ended. Returns null while the request has
     * not ended, and outside of strict mode.
     */
    @Nullable
    IllegalStateException late(MessageEncoder message) {
        return strict != null && strict.isEnded() ? strict.late(message) : null;
    }

    /** Releases all arrays. */
    void forget() {
        destination.forget();
        entries.forEach(MessageEncoder::forget);
        byDepth.forEach(
                encoders -> encoders.forEach(encoder -> encoder.message().forget()));
    }

    /** Returns the encoder of a class at a depth. The first call creates it. */
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
        if (strict != null) {
            strict.add(made.message(), made.generated());
        }
        return made;
    }

    /**
     * Returns the encoder for the entries of a map. No other field shares it, because the values of the map are written
     * within the entry.
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
