package shop;

import dev.interlock.bytes.Slice;
import dev.interlock.generated.codec.Bodies;
import dev.interlock.generated.proto.RecordView;
import dev.interlock.generated.proto.Tape;
import dev.interlock.generated.proto.ViewText;
import dev.interlock.generated.proto.Wire;
import dev.interlock.http.HttpException;
import dev.interlock.http.Request;
import java.util.function.Function;
import javax.annotation.processing.Generated;

/**
 * Reads {@code shop.Line} for {@link OrderView.Line}.
 */
@Generated("dev.interlock.processor.ProtoProcessor")
public final class OrderView_LineDecoder extends RecordView implements OrderView.Line {
    private static final Function<Request, OrderView_LineDecoder> SCOPE = scoped(OrderView_LineDecoder::new);

    /**
     * Tag of {@code required string sku = 1}.
     */
    private static final int SKU_TAG = 1 << Wire.TYPE_BITS | Wire.LEN;

    /**
     * Slot of {@code required string sku = 1}.
     */
    private static final int SKU = 0;

    /**
     * Bit that tells that {@code required string sku = 1} was set.
     */
    private static final long SKU_SET = 1L << 0;

    /**
     * Tag of {@code double price = 2}.
     */
    private static final int PRICE_TAG = 2 << Wire.TYPE_BITS | Wire.I64;

    /**
     * Slot of {@code double price = 2}.
     */
    private static final int PRICE = 1;

    /**
     * Bits of the fields that were set.
     */
    private static final int PRESENCE = 2;

    /**
     * Bits of the required fields.
     */
    private static final long REQUIRED = SKU_SET;

    /**
     * Slots of a record.
     */
    public static final int RECORD = 3;

    /**
     * Creates a decoder with its own tape.
     */
    public OrderView_LineDecoder() {
        this(new Tape());
    }

    /**
     * Creates a decoder for messages within other messages.
     */
    public OrderView_LineDecoder(Tape tape) {
        super(tape);
    }

    /**
     * Reads the body of a request. The view is valid until the request ends.
     */
    public static OrderView.Line read(Request request) {
        Slice body = Bodies.readMessage(request);
        return SCOPE.apply(request).parse(body.array(), body.offset(), body.offset() + body.length());
    }

    /**
     * Reads the bytes from {@code from} to {@code to}. The view is valid until the next call.
     *
     * @throws HttpException 400 if the bytes are not a message of this type
     */
    public OrderView.Line parse(byte[] bytes, int from, int to) {
        tape.begin(bytes, from, to);
        record = tape.record(RECORD);
        decode(tape, record, from, to, Wire.NO_GROUP, 0);
        tape.requireComplete(record, OrderView_LineDecoder::requireComplete);
        return this;
    }

    @Override
    public String sku() {
        return tape.stringAt(record + SKU);
    }

    @Override
    public double price() {
        return tape.doubleAt(record + PRICE);
    }

    @Override
    protected void describe(ViewText text) {
        text.begin("Line");
        text.add("sku", sku());
        text.add("price", price());
    }

    /**
     * Decodes a message into the record of a slot. Returns the position after the message.
     */
    public static int readMessage(Tape tape, int at, int end, int slot, int depth) {
        long span = Wire.message(tape, at, end, depth);
        return decode(tape, tape.record(slot, RECORD), Wire.first(span), Wire.second(span), Wire.NO_GROUP, depth + 1);
    }

    /**
     * Decodes a message that ends with a tag, like {@link #readMessage}.
     */
    public static int readGroup(Tape tape, int at, int end, int slot, int closing, int depth) {
        Wire.checkDepth(tape, at, depth);
        return decode(tape, tape.record(slot, RECORD), at, end, closing, depth + 1);
    }

    /**
     * Rejects a message if it, or a message within it, lacks a required field.
     */
    public static void requireComplete(Tape tape, int record) {
        tape.require(record + PRESENCE, REQUIRED);
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
                case SKU_TAG:
                    at = Wire.text(tape, at, end, record + SKU);
                    tape.mark(record + PRESENCE, SKU_SET);
                    if (at >= end || bytes[at] != PRICE_TAG) {
                        break;
                    }
                    at++;
                case PRICE_TAG:
                    at = Wire.fixed64(tape, at, end, record + PRICE);
                    break;
                default:
                    if (Wire.closes(tag, closing)) {
                        tape.expect(record + PRESENCE, REQUIRED);
                        return at;
                    }
                    at = Wire.skip(tape, tag, at, end, depth);
            }
        }
        tape.expect(record + PRESENCE, REQUIRED);
        return Wire.finish(tape, at, end, closing);
    }
}
