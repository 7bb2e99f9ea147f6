package dev.interlock.generated.proto;

import dev.interlock.bytes.Lease;
import dev.interlock.generated.scope.RequestKey;
import dev.interlock.generated.scope.RequestScoped;
import dev.interlock.http.Request;
import java.util.function.Function;

/**
 * A generated encoder that writes the response to one request after the other.
 *
 * @param <E> the generated encoder
 */
final class ScopedEncoder<E> implements RequestScoped {
    private final MessageEncoder message = new MessageEncoder();
    private final E generated;

    /**
     * Creates an encoder that is not open.
     *
     * @param maker constructor of the generated encoder
     */
    ScopedEncoder(Function<MessageEncoder, E> maker) {
        generated = maker.apply(message);
    }

    /** Returns a function that returns the encoder for the response to a request. */
    static <E> Function<Request, E> finder(Function<MessageEncoder, E> maker) {
        RequestKey<ScopedEncoder<E>> key = RequestKey.of(() -> new ScopedEncoder<>(maker));
        return request -> request.scoped(key).generated();
    }

    /** Returns the encoder. The caller begins the message. */
    E generated() {
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

    /**
     * Returns 0. The response counts its own array, and this object frees any other array at the end of the request.
     */
    @Override
    public int retainedBytes() {
        return 0;
    }
}
