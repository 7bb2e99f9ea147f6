package golden;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.generated.proto.MessageEncoder;
import dev.interlock.generated.proto.Nested;
import dev.interlock.generated.proto.Wire;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import javax.annotation.processing.Generated;

/**
 * Writes {@code shop.NewOrder} for {@link Orders.OrderWriter}.
 */
@Generated("dev.interlock.processor.ProtoProcessor")
public final class Orders_OrderWriterEncoder implements Orders.OrderWriter {
    private static final Function<Request, Orders_OrderWriterEncoder> SCOPE = MessageEncoder.scoped(Orders_OrderWriterEncoder::new);

    /**
     * {@code int64 user_id = 1}.
     */
    private static final int USER_ID_TAG = 1 << Wire.TYPE_BITS | Wire.VARINT;

    /**
     * Mark that tells that {@code user_id} was written.
     */
    private static final int USER_ID_MARK = 0;

    /**
     * {@code string note = 2}.
     */
    private static final int NOTE_TAG = 2 << Wire.TYPE_BITS | Wire.LEN;

    /**
     * {@code repeated shop.Line lines = 3}.
     */
    private static final int LINES_TAG = 3 << Wire.TYPE_BITS | Wire.LEN;

    /**
     * {@code repeated int32 quantities = 4}.
     */
    private static final int QUANTITIES_TAG = 4 << Wire.TYPE_BITS | Wire.LEN;

    /**
     * Numbers of {@link Orders.Status}.
     */
    private static final ToIntFunction<Orders.Status> STATUS_NUMBERS = Wire.numbers(Orders.Status.class,
            List.of(Orders.Status.UNKNOWN, Orders.Status.PAID, Orders.Status.SHIPPED), 0, 1, 2);

    /**
     * {@code shop.Status status = 6}.
     */
    private static final int STATUS_TAG = 6 << Wire.TYPE_BITS | Wire.VARINT;

    /**
     * {@code repeated shop.NewOrder.LabelsEntry labels = 10}.
     */
    private static final int LABELS_TAG = 10 << Wire.TYPE_BITS | Wire.LEN;

    /**
     * {@code string key = 1}.
     */
    private static final int LABELS_KEY_TAG = 1 << Wire.TYPE_BITS | Wire.LEN;

    /**
     * {@code int64 value = 2}.
     */
    private static final int LABELS_VALUE_TAG = 2 << Wire.TYPE_BITS | Wire.VARINT;

    /**
     * {@code repeated shop.NewOrder.ItemsEntry items = 11}.
     */
    private static final int ITEMS_TAG = 11 << Wire.TYPE_BITS | Wire.LEN;

    /**
     * {@code uint32 key = 1}.
     */
    private static final int ITEMS_KEY_TAG = 1 << Wire.TYPE_BITS | Wire.VARINT;

    /**
     * {@code shop.Line value = 2}.
     */
    private static final int ITEMS_VALUE_TAG = 2 << Wire.TYPE_BITS | Wire.LEN;

    private final MessageEncoder message;

    private final Nested<Orders_LineWriterEncoder> lines;

    private final Nested<MessageEncoder> labels;

    private final Nested<MessageEncoder> items;

    private final Nested<Orders_LineWriterEncoder> itemsValue;

    /**
     * Creates an encoder for messages outside of a request. Call {@link #begin(ByteWriter)} first.
     */
    public Orders_OrderWriterEncoder() {
        this(new MessageEncoder());
    }

    /**
     * Called by generated code: creates an encoder whose message may be within another message.
     */
    public Orders_OrderWriterEncoder(MessageEncoder message) {
        this.message = message.of("shop.NewOrder", 1);
        lines = new Nested<>(message, LINES_TAG, "shop.NewOrder.lines", Orders_LineWriterEncoder.class, Orders_LineWriterEncoder::new);
        labels = Nested.entry(message, LABELS_TAG, "shop.NewOrder.labels");
        items = Nested.entry(message, ITEMS_TAG, "shop.NewOrder.items");
        itemsValue = new Nested<>(items.message(), ITEMS_VALUE_TAG, "shop.NewOrder.items", Orders_LineWriterEncoder.class, Orders_LineWriterEncoder::new);
    }

    /**
     * Called by generated code: begins the body of a response.
     */
    public static Orders_OrderWriterEncoder begin(Request request, Response response) {
        return SCOPE.apply(request).begin(response.body());
    }

    /**
     * Begins a message after the bytes written so far. Abandons an earlier message that was not ended.
     */
    public Orders_OrderWriterEncoder begin(ByteWriter out) {
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
    public Orders_OrderWriterEncoder userId(long value) {
        if (message.isNews(USER_ID_MARK, value != 0)) {
            message.int64(USER_ID_TAG, value);
        }
        return this;
    }

    @Override
    public Orders_OrderWriterEncoder note(CharSequence value) {
        message.string(NOTE_TAG, value);
        return this;
    }

    @Override
    public Orders_LineWriterEncoder beginLines() {
        return lines.begin();
    }

    @Override
    public Orders_OrderWriterEncoder endLines() {
        lines.end();
        return this;
    }

    @Override
    public Orders_OrderWriterEncoder quantities(int value) {
        message.packedInt32(QUANTITIES_TAG, value);
        return this;
    }

    @Override
    public Orders_OrderWriterEncoder quantities(int[] values) {
        message.packedInt32(QUANTITIES_TAG, values);
        return this;
    }

    @Override
    public Orders_OrderWriterEncoder status(Orders.Status value) {
        message.int32(STATUS_TAG, STATUS_NUMBERS.applyAsInt(value));
        return this;
    }

    @Override
    public void labels(String key, long value) {
        MessageEncoder entry = labels.begin();
        entry.string(LABELS_KEY_TAG, key);
        entry.int64(LABELS_VALUE_TAG, value);
        labels.end();
    }

    @Override
    public Orders_LineWriterEncoder beginItems(long key) {
        MessageEncoder entry = items.begin();
        entry.uint32(ITEMS_KEY_TAG, key);
        return itemsValue.begin();
    }

    @Override
    public Orders_OrderWriterEncoder endItems() {
        itemsValue.end();
        items.end();
        return this;
    }
}
