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
import dev.interlock.proto.Repeated;
import dev.interlock.proto.RepeatedInt;
import java.util.function.Function;
import java.util.function.IntPredicate;
import javax.annotation.processing.Generated;

/**
 * Reads {@code shop.NewOrder} for {@link OrderView}.
 */
@Generated("dev.interlock.processor.ProtoProcessor")
public final class OrderViewDecoder extends RecordView implements OrderView {
    private static final Function<Request, OrderViewDecoder> SCOPE = scoped(OrderViewDecoder::new);

    /**
     * Tag of {@code string note = 2}.
     */
    private static final int NOTE_TAG = 2 << Wire.TYPE_BITS | Wire.LEN;

    /**
     * Slot of {@code string note = 2}.
     */
    private static final int NOTE = 0;

    /**
     * Tag of {@code repeated shop.Line lines = 3}.
     */
    private static final int LINES_TAG = 3 << Wire.TYPE_BITS | Wire.LEN;

    /**
     * Slot of {@code repeated shop.Line lines = 3}.
     */
    private static final int LINES = 1;

    /**
     * Tag of {@code repeated int32 quantities = 4}.
     */
    private static final int QUANTITIES_TAG = 4 << Wire.TYPE_BITS | Wire.VARINT;

    /**
     * Tag of {@code repeated int32 quantities = 4}, packed.
     */
    private static final int QUANTITIES_PACKED_TAG = 4 << Wire.TYPE_BITS | Wire.LEN;

    /**
     * Slot of {@code repeated int32 quantities = 4}.
     */
    private static final int QUANTITIES = 2;

    /**
     * Tag of {@code shop.Status status = 6}.
     */
    private static final int STATUS_TAG = 6 << Wire.TYPE_BITS | Wire.VARINT;

    /**
     * Slot of {@code shop.Status status = 6}.
     */
    private static final int STATUS = 3;

    /**
     * Tag of {@code shop.Card card = 8}.
     */
    private static final int CARD_TAG = 8 << Wire.TYPE_BITS | Wire.LEN;

    /**
     * Slot of {@code shop.Card card = 8}.
     */
    private static final int CARD = 4;

    /**
     * Number of {@code shop.Card card = 8}.
     */
    private static final int CARD_NUMBER = 8;

    /**
     * Tag of {@code string voucher = 9}.
     */
    private static final int VOUCHER_TAG = 9 << Wire.TYPE_BITS | Wire.LEN;

    /**
     * Slot of {@code string voucher = 9}.
     */
    private static final int VOUCHER = 5;

    /**
     * Number of {@code string voucher = 9}.
     */
    private static final int VOUCHER_NUMBER = 9;

    /**
     * Tag of {@code repeated shop.NewOrder.ItemsEntry items = 11}.
     */
    private static final int ITEMS_TAG = 11 << Wire.TYPE_BITS | Wire.LEN;

    /**
     * Slot of {@code repeated shop.NewOrder.ItemsEntry items = 11}.
     */
    private static final int ITEMS = 6;

    /**
     * Tag of {@code shop.Priority priority = 12}.
     */
    private static final int PRIORITY_TAG = 12 << Wire.TYPE_BITS | Wire.VARINT;

    /**
     * Slot of {@code shop.Priority priority = 12}.
     */
    private static final int PRIORITY = 7;

    /**
     * Bit that tells that {@code shop.Priority priority = 12} was set.
     */
    private static final long PRIORITY_SET = 1L << 0;

    /**
     * Numbers of {@code shop.Priority}.
     */
    private static final IntPredicate PRIORITY_NUMBERS = Wire.numbers(1, 2);

    /**
     * Value of {@code shop.Priority priority = 12} if it was not set.
     */
    private static final int PRIORITY_DEFAULT = 1;

    /**
     * Member that was set last.
     */
    private static final int PAYMENT_CASE = 8;

    /**
     * Bits of the fields that were set.
     */
    private static final int PRESENCE = 9;

    /**
     * Slots of a record.
     */
    public static final int RECORD = 10;

    private final CharSequence note = newText(tape);

    private final Repeated<OrderView.Line> lines = newMessages(tape, OrderView_LineDecoder.class, OrderView_LineDecoder::new);

    private final RepeatedInt quantities = newInts(tape);

    private OrderView_CardDecoder card;

    private final Slice voucher = new Slice();

    private final Entries<OrderView.Items> items = OrderView_ItemsDecoder.entries(tape);

    /**
     * Creates a decoder with its own tape.
     */
    public OrderViewDecoder() {
        this(new Tape());
    }

    /**
     * Creates a decoder for messages within other messages.
     */
    public OrderViewDecoder(Tape tape) {
        super(tape);
    }

    /**
     * Reads the body of a request. The view is valid until the request ends.
     */
    public static OrderView read(Request request) {
        Slice body = Bodies.readMessage(request);
        return SCOPE.apply(request).parse(body.array(), body.offset(), body.offset() + body.length());
    }

    /**
     * Reads the bytes from {@code from} to {@code to}. The view is valid until the next call.
     *
     * @throws HttpException 400 if the bytes are not a message of this type
     */
    public OrderView parse(byte[] bytes, int from, int to) {
        tape.begin(bytes, from, to);
        record = tape.record(RECORD);
        decode(tape, record, from, to, Wire.NO_GROUP, 0);
        tape.requireComplete(record, OrderViewDecoder::requireComplete);
        return this;
    }

    @Override
    public CharSequence note() {
        return textAt(record + NOTE, note);
    }

    @Override
    public boolean hasNote() {
        return tape.isSet(record + NOTE);
    }

    @Override
    public Repeated<OrderView.Line> lines() {
        return elementsAt(record + LINES, lines);
    }

    @Override
    public RepeatedInt quantities() {
        return elementsAt(record + QUANTITIES, quantities);
    }

    @Override
    public OrderView.Status status() {
        return toStatus(tape.intAt(record + STATUS));
    }

    @Override
    public OrderView.Card card() {
        OrderView_CardDecoder view = card;
        if (view == null) {
            view = new OrderView_CardDecoder(tape);
            card = view;
        }
        if (!tape.isCase(record + PAYMENT_CASE, CARD_NUMBER)) {
            return absent(view, OrderView_CardDecoder.RECORD);
        }
        return viewAt(record + CARD, view, OrderView_CardDecoder.RECORD);
    }

    @Override
    public Slice voucher() {
        return tape.isCase(record + PAYMENT_CASE, VOUCHER_NUMBER) ? tape.sliceAt(record + VOUCHER, voucher) : tape.empty(voucher);
    }

    @Override
    public int paymentCase() {
        return tape.intAt(record + PAYMENT_CASE);
    }

    @Override
    public Entries<OrderView.Items> items() {
        return entriesAt(record + ITEMS, items);
    }

    @Override
    public OrderView.Priority priority() {
        return toPriority(tape.has(record + PRESENCE, PRIORITY_SET) ? tape.intAt(record + PRIORITY) : PRIORITY_DEFAULT);
    }

    @Override
    protected void describe(ViewText text) {
        text.begin("OrderView");
        text.add("note", note());
        text.add("hasNote", hasNote());
        text.add("lines", lines());
        text.add("quantities", quantities());
        text.add("status", status());
        if (tape.isCase(record + PAYMENT_CASE, CARD_NUMBER)) {
            text.add("card", card());
        }
        text.add("voucher", voucher());
        text.add("paymentCase", paymentCase());
        text.add("items", items());
        text.add("priority", priority());
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
        tape.requireEach(record + LINES, OrderView_LineDecoder::requireComplete);
        requireEntries(record + ITEMS, OrderView_ItemsDecoder.entries(tape), OrderView_ItemsDecoder::requireComplete);
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
                case NOTE_TAG:
                    at = Wire.text(tape, at, end, record + NOTE);
                    if (at >= end || bytes[at] != LINES_TAG) {
                        break;
                    }
                    at++;
                case LINES_TAG:
                    do {
                        at = OrderView_LineDecoder.readMessage(tape, at, end, tape.add(record + LINES), depth);
                    } while (at < end && bytes[at] == LINES_TAG && ++at > 0);
                    if (at >= end || bytes[at] != QUANTITIES_PACKED_TAG) {
                        break;
                    }
                    at++;
                case QUANTITIES_PACKED_TAG:
                    at = Wire.packedInt32(tape, at, end, record + QUANTITIES);
                    if (at >= end || bytes[at] != STATUS_TAG) {
                        break;
                    }
                    at++;
                case STATUS_TAG:
                    at = Wire.int32(tape, at, record + STATUS);
                    if (at >= end || bytes[at] != CARD_TAG) {
                        break;
                    }
                    at++;
                case CARD_TAG:
                    tape.choose(record + PAYMENT_CASE, CARD_NUMBER, record + CARD);
                    at = OrderView_CardDecoder.readMessage(tape, at, end, record + CARD, depth);
                    if (at >= end || bytes[at] != VOUCHER_TAG) {
                        break;
                    }
                    at++;
                case VOUCHER_TAG:
                    tape.choose(record + PAYMENT_CASE, VOUCHER_NUMBER, record + VOUCHER);
                    at = Wire.text(tape, at, end, record + VOUCHER);
                    if (at >= end || bytes[at] != ITEMS_TAG) {
                        break;
                    }
                    at++;
                case ITEMS_TAG:
                    do {
                        at = OrderView_ItemsDecoder.readEntry(tape, at, end, record + ITEMS, depth);
                    } while (at < end && bytes[at] == ITEMS_TAG && ++at > 0);
                    if (at >= end || bytes[at] != PRIORITY_TAG) {
                        break;
                    }
                    at++;
                case PRIORITY_TAG:
                    if (Wire.isKnown(tape, at, PRIORITY_NUMBERS)) {
                        at = Wire.int32(tape, at, record + PRIORITY);
                        tape.mark(record + PRESENCE, PRIORITY_SET);
                    } else {
                        at = Wire.skipVarint(tape, at);
                    }
                    break;
                case QUANTITIES_TAG:
                    at = Wire.int32(tape, at, tape.add(record + QUANTITIES));
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

    private static OrderView.Status toStatus(int number) {
        return switch (number) {
            case 0 -> OrderView.Status.STATUS_UNKNOWN;
            case 1 -> OrderView.Status.STATUS_PAID;
            case 2 -> OrderView.Status.STATUS_SHIPPED;
            default -> OrderView.Status.UNRECOGNIZED;
        };
    }

    private static OrderView.Priority toPriority(int number) {
        return switch (number) {
            case 1 -> OrderView.Priority.LOW;
            case 2 -> OrderView.Priority.HIGH;
            default -> throw new IllegalStateException(number + " is no number of Priority");
        };
    }
}
