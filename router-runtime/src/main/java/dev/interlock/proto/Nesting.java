package dev.interlock.proto;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The encoders of the messages within one message. Of each class there is one at each depth, since no more than one can be
 * open there: so their number has a limit, however the messages nest.
 */
final class Nesting {
    /** Parsers refuse what nests deeper; protobuf-java's default is the same. */
    static final int DEEPEST = 100;

    private final List<List<Encoder<?>>> byDepth = new ArrayList<>();

    /** A generated encoder and what it is made of. */
    record Encoder<E>(Class<E> type, MessageEncoder message, E generated) {}

    /** The encoder of a class at a depth, made when it is first asked for. */
    @SuppressWarnings("unchecked") // It is found by its class.
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
        return made;
    }

    static <E> Encoder<E> make(MessageEncoder message, Class<E> type, Function<MessageEncoder, E> maker) {
        return new Encoder<>(type, message, maker.apply(message));
    }
}
