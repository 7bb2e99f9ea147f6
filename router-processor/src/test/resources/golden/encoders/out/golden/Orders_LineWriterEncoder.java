package golden;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.generated.proto.MessageEncoder;
import dev.interlock.generated.proto.Wire;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import java.util.List;
import java.util.function.Function;
import javax.annotation.processing.Generated;

/**
 * Writes {@code shop.Line} for {@link Orders.LineWriter}.
 */
@Generated("dev.interlock.processor.ProtoProcessor")
public final class Orders_LineWriterEncoder implements Orders.LineWriter {
    /**
     * Required fields, in the order of their marks.
     */
    private static final List<String> REQUIRED = List.of("sku");

    private static final Function<Request, Orders_LineWriterEncoder> SCOPE = MessageEncoder.scoped(Orders_LineWriterEncoder::new);

    /**
     * {@code required string sku = 1}.
     */
    private static final int SKU_TAG = 1 << Wire.TYPE_BITS | Wire.LEN;

    /**
     * Mark that tells that {@code sku} was written.
     */
    private static final int SKU_MARK = 0;

    /**
     * {@code double price = 2}.
     */
    private static final int PRICE_TAG = 2 << Wire.TYPE_BITS | Wire.I64;

    private final MessageEncoder message;

    /**
     * Creates an encoder for messages outside of a request. Call {@link #begin(ByteWriter)} first.
     */
    public Orders_LineWriterEncoder() {
        this(new MessageEncoder());
    }

    /**
     * Called by generated code: creates an encoder whose message may be within another message.
     */
    public Orders_LineWriterEncoder(MessageEncoder message) {
        this.message = message.of("shop.Line", 1, REQUIRED);
    }

    /**
     * Called by generated code: begins the body of a response.
     */
    public static Orders_LineWriterEncoder begin(Request request, Response response) {
        return SCOPE.apply(request).begin(response.body());
    }

    /**
     * Begins a message after the bytes written so far. Abandons an earlier message that was not ended.
     */
    public Orders_LineWriterEncoder begin(ByteWriter out) {
        message.begin(out);
        return this;
    }

    /**
     * Ends the message.
     *
     * @throws IllegalStateException if a message within it is open, or a required field is missing
     */
    public void end() {
        message.end();
    }

    @Override
    public Orders_LineWriterEncoder sku(CharSequence value) {
        message.string(SKU_TAG, value);
        message.mark(SKU_MARK);
        return this;
    }

    @Override
    public Orders_LineWriterEncoder price(double value) {
        message.floating(PRICE_TAG, value);
        return this;
    }
}
