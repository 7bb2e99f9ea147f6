package dev.interlock.proto;

import dev.interlock.bytes.Lease;
import dev.interlock.http.RequestScoped;
import java.util.function.Function;

/**
 * A generated encoder that the responses to one request after the other are written with.
 *
 * @param <E> the generated encoder
 */
public final class ScopedEncoder<E> implements RequestScoped {
    private final MessageEncoder message = new MessageEncoder();
    private final E generated;

    /**
     * One that is not open.
     *
     * @param maker the constructor of the generated encoder
     */
    public ScopedEncoder(Function<MessageEncoder, E> maker) {
        generated = maker.apply(message);
    }

    /** The encoder, to be begun. */
    public E generated() {
        return generated;
    }

    @Override
    public void begin(Lease lease) {
        message.nesting().lease(lease, generated);
    }

    @Override
    public void endOfRequest(int retainedBytes) {
        message.giveUp(retainedBytes);
    }

    /** Nothing: the response counts its own array, and other arrays are freed with the request. */
    @Override
    public int retainedBytes() {
        return 0;
    }
}
