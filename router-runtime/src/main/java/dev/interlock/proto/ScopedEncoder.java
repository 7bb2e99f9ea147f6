package dev.interlock.proto;

import dev.interlock.bytes.Lease;
import dev.interlock.http.RequestScoped;
import java.util.function.Function;

/**
 * A generated encoder that is reused to write the response to one request after the other.
 *
 * @param <E> the generated encoder
 */
public final class ScopedEncoder<E> implements RequestScoped {
    private final MessageEncoder message = new MessageEncoder();
    private final E generated;

    /**
     * Creates an encoder that is not open.
     *
     * @param maker constructor of the generated encoder
     */
    public ScopedEncoder(Function<MessageEncoder, E> maker) {
        generated = maker.apply(message);
    }

    /** Returns the encoder; the caller begins it. */
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

    /** Returns 0: the response counts its own array, and other arrays are freed with the request. */
    @Override
    public int retainedBytes() {
        return 0;
    }
}
