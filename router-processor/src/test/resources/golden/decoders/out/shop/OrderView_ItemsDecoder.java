package shop;

import dev.interlock.bytes.Slice;
import dev.interlock.generated.codec.Bodies;
import dev.interlock.generated.proto.RecordView;
import dev.interlock.generated.proto.Tape;
import dev.interlock.generated.proto.ViewText;
import dev.interlock.generated.proto.Wire;
import dev.interlock.http.HttpException;
import dev.interlock.http.Request;
import dev.interlock.proto.Entries;
import java.util.function.Function;
import javax.annotation.processing.Generated;

/**
 * Reads {@code shop.NewOrder.ItemsEntry} for {@link OrderView.Items}.
 */
@Generated("dev.interlock.processor.ProtoProcessor")
public final class OrderView_ItemsDecoder extends RecordView implements OrderView.Items {
    private static final Function<Request, OrderView_ItemsDecoder> SCOPE = scoped(OrderView_ItemsDecoder::new);

    /**
     * Tag of {@code uint32 key = 1}.
     */
    private static final int KEY_TAG = 1 << Wire.TYPE_BITS | Wire.VARINT;

    /**
     * Slot of {@code uint32 key = 1}.
     */
    private static final int KEY = 0;

    /**
     * Tag of {@code shop.Line value = 2}.
     */
    private static final int VALUE_TAG = 2 << Wire.TYPE_BITS | Wire.LEN;

    /**
     * Slot of {@code shop.Line value = 2}.
     */
    private static final int VALUE = 1;

    /**
     * Slots of a record.
     */
    public static final int RECORD = 2;

    private OrderView_LineDecoder value;

    /**
     * Creates a decoder with its own tape.
     */
    public OrderView_ItemsDecoder() {
        this(new Tape());
    }

    /**
     * Creates a decoder for messages within other messages.
     */
    public OrderView_ItemsDecoder(Tape tape) {
        super(tape);
    }

    /**
     * Reads the body of a request. The view is valid until the request ends.
     */
    public static OrderView.Items read(Request request) {
        Slice body = Bodies.readMessage(request);
        return SCOPE.apply(request).parse(body.array(), body.offset(), body.offset() + body.length());
    }

    /**
     * Reads the bytes from {@code from} to {@code to}. The view is valid until the next call.
     *
     * @throws HttpException 400 if the bytes are not a message of this type
     */
    public OrderView.Items parse(byte[] bytes, int from, int to) {
        tape.begin(bytes, from, to);
        record = tape.record(RECORD);
        decode(tape, record, from, to, Wire.NO_GROUP, 0);
        tape.requireComplete(record, OrderView_ItemsDecoder::requireComplete);
        return this;
    }

    @Override
    public long key() {
        return tape.longAt(record + KEY);
    }

    @Override
    public OrderView.Line value() {
        OrderView_LineDecoder view = value;
        if (view == null) {
            view = new OrderView_LineDecoder(tape);
            value = view;
        }
        return viewAt(record + VALUE, view, OrderView_LineDecoder.RECORD);
    }

    @Override
    protected void describe(ViewText text) {
        text.begin("Items");
        text.add("key", key());
        if (tape.isSet(record + VALUE)) {
            text.add("value", value());
        }
    }

    /**
     * Creates the entries that a view returns for a map.
     */
    public static Entries<OrderView.Items> entries(Tape tape) {
        return newIntegerMap(tape, KEY, OrderView_ItemsDecoder.class, OrderView_ItemsDecoder::new);
    }

    /**
     * Decodes one more entry of the map of a slot. Returns the position after the entry.
     */
    public static int readEntry(Tape tape, int at, int end, int slot, int depth) {
        long span = Wire.message(tape, at, end, depth);
        int record = tape.record(tape.add(slot), RECORD);
        int after = decode(tape, record, Wire.first(span), Wire.second(span), Wire.NO_GROUP, depth + 1);
        tape.expectValue(record + VALUE);
        return after;
    }

    /**
     * Rejects a message if it, or a message within it, lacks a required field.
     */
    public static void requireComplete(Tape tape, int record) {
        tape.requireValue(record + VALUE, OrderView_LineDecoder.RECORD, OrderView_LineDecoder::requireComplete);
    }

    @SuppressWarnings("fallthrough")
    private static int decode(Tape tape, int record, int from, int end, int closing, int depth) {
        byte[] bytes = tape.bytes();
        int at = from;
        while (at < end) {
            int tag = bytes[at++];
            if (tag < 0) {
                long wide = Wire.tag(tape, at - 1);
                at = Wire.first(wide);
                tag = Wire.second(wide);
            }
            switch (tag) {
                case KEY_TAG:
                    at = Wire.uint32(tape, at, record + KEY);
                    if (at >= end || bytes[at] != VALUE_TAG) {
                        break;
                    }
                    at++;
                case VALUE_TAG:
                    at = OrderView_LineDecoder.readMessage(tape, at, end, record + VALUE, depth);
                    break;
                default:
                    if (Wire.closes(tag, closing)) {
                        return at;
                    }
                    at = Wire.skip(tape, tag, at, end, depth);
            }
        }
        return Wire.finish(tape, at, end, closing);
    }
}
