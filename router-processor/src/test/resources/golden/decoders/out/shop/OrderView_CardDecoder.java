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
 * Reads {@code shop.Card} for {@link OrderView.Card}.
 */
@Generated("dev.interlock.processor.ProtoProcessor")
public final class OrderView_CardDecoder extends RecordView implements OrderView.Card {
    private static final Function<Request, OrderView_CardDecoder> SCOPE = scoped(OrderView_CardDecoder::new);

    /**
     * Tag of {@code fixed64 number = 1}.
     */
    private static final int NUMBER_TAG = 1 << Wire.TYPE_BITS | Wire.I64;

    /**
     * Slot of {@code fixed64 number = 1}.
     */
    private static final int NUMBER = 0;

    /**
     * Slots of a record.
     */
    public static final int RECORD = 1;

    /**
     * Creates a decoder with its own tape.
     */
    public OrderView_CardDecoder() {
        this(new Tape());
    }

    /**
     * Creates a decoder for messages within other messages.
     */
    public OrderView_CardDecoder(Tape tape) {
        super(tape);
    }

    /**
     * Reads the body of a request. The view is valid until the request ends.
     */
    public static OrderView.Card read(Request request) {
        Slice body = Bodies.readMessage(request);
        return SCOPE.apply(request).parse(body.array(), body.offset(), body.offset() + body.length());
    }

    /**
     * Reads the bytes from {@code from} to {@code to}. The view is valid until the next call.
     *
     * @throws HttpException 400 if the bytes are not a message of this type
     */
    public OrderView.Card parse(byte[] bytes, int from, int to) {
        tape.begin(bytes, from, to);
        record = tape.record(RECORD);
        decode(tape, record, from, to, Wire.NO_GROUP, 0);
        return this;
    }

    @Override
    public long number() {
        return tape.longAt(record + NUMBER);
    }

    @Override
    protected void describe(ViewText text) {
        text.begin("Card");
        text.add("number", number());
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
                case NUMBER_TAG:
                    at = Wire.fixed64(tape, at, end, record + NUMBER);
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
