package shop;

import dev.interlock.bytes.Slice;
import dev.interlock.http.ProtobufTypes;
import dev.interlock.http.Request;
import dev.interlock.http.RequestKey;
import dev.interlock.proto.ClosedEnum;
import dev.interlock.proto.Entries;
import dev.interlock.proto.IntElements;
import dev.interlock.proto.MalformedMessageException;
import dev.interlock.proto.MapEntries;
import dev.interlock.proto.Packed;
import dev.interlock.proto.Ranges;
import dev.interlock.proto.RecordElements;
import dev.interlock.proto.RecordView;
import dev.interlock.proto.Repeated;
import dev.interlock.proto.RepeatedInt;
import dev.interlock.proto.Scalars;
import dev.interlock.proto.ScopedView;
import dev.interlock.proto.Slots;
import dev.interlock.proto.Tape;
import dev.interlock.proto.Text;
import dev.interlock.proto.ViewText;
import dev.interlock.proto.Wire;
import dev.interlock.proto.WireType;
import javax.annotation.processing.Generated;

/**
 * Reads {@code shop.NewOrder} for {@link OrderView}.
 */
@Generated("dev.interlock.processor.ProtoProcessor")
public final class OrderViewDecoder extends RecordView implements OrderView {
    private static final RequestKey<ScopedView<OrderViewDecoder>> SCOPE = RequestKey.of(() -> new ScopedView<>(OrderViewDecoder::new));

    /**
     * Tag of {@code string note = 2}.
     */
    private static final int NOTE_TAG = 2 << WireType.BITS | WireType.LEN;

    /**
     * Slot of {@code string note = 2}.
     */
    private static final int NOTE = 0;

    /**
     * Tag of {@code repeated shop.Line lines = 3}.
     */
    private static final int LINES_TAG = 3 << WireType.BITS | WireType.LEN;

    /**
     * Slot of {@code repeated shop.Line lines = 3}.
     */
    private static final int LINES = 1;

    /**
     * Tag of {@code repeated int32 quantities = 4}.
     */
    private static final int QUANTITIES_TAG = 4 << WireType.BITS | WireType.VARINT;

    /**
     * Tag of {@code repeated int32 quantities = 4}, packed.
     */
    private static final int QUANTITIES_PACKED_TAG = 4 << WireType.BITS | WireType.LEN;

    /**
     * Slot of {@code repeated int32 quantities = 4}.
     */
    private static final int QUANTITIES = 2;

    /**
     * Tag of {@code shop.Status status = 6}.
     */
    private static final int STATUS_TAG = 6 << WireType.BITS | WireType.VARINT;

    /**
     * Slot of {@code shop.Status status = 6}.
     */
    private static final int STATUS = 3;

    /**
     * Tag of {@code shop.Card card = 8}.
     */
    private static final int CARD_TAG = 8 << WireType.BITS | WireType.LEN;

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
    private static final int VOUCHER_TAG = 9 << WireType.BITS | WireType.LEN;

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
    private static final int ITEMS_TAG = 11 << WireType.BITS | WireType.LEN;

    /**
     * Slot of {@code repeated shop.NewOrder.ItemsEntry items = 11}.
     */
    private static final int ITEMS = 6;

    /**
     * Tag of {@code shop.Priority priority = 12}.
     */
    private static final int PRIORITY_TAG = 12 << WireType.BITS | WireType.VARINT;

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
    private static final ClosedEnum PRIORITY_NUMBERS = ClosedEnum.of(1, 2);

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

    private final Text note = new Text(tape);

    private final RecordElements<OrderView.Line> lines = new RecordElements<>(tape, OrderView_LineDecoder.class, OrderView_LineDecoder::new);

    private final IntElements quantities = new IntElements(tape);

    private OrderView_CardDecoder card;

    private final Slice voucher = new Slice();

    private final MapEntries<OrderView.Items> items = OrderView_ItemsDecoder.entries(tape);

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
        Slice body = ProtobufTypes.messageOf(request);
        return request.scoped(SCOPE).view().parse(body.array(), body.offset(), body.offset() + body.length());
    }

    /**
     * Reads the bytes from {@code from} to {@code to}. The view is valid until the next call.
     *
     * @throws MalformedMessageException if the bytes are not a message of this type
     */
    public OrderView parse(byte[] bytes, int from, int to) {
        tape.begin(bytes, from, to);
        record = tape.record(RECORD);
        decode(tape, record, from, to, Wire.NO_GROUP, 0);
        tape.requireComplete(record, OrderViewDecoder::isComplete);
        return this;
    }

    @Override
    public CharSequence note() {
        return note.at(record + NOTE);
    }

    @Override
    public boolean hasNote() {
        return Slots.isSet(tape, record + NOTE);
    }

    @Override
    public Repeated<OrderView.Line> lines() {
        return lines.at(record + LINES);
    }

    @Override
    public RepeatedInt quantities() {
        return quantities.at(record + QUANTITIES);
    }

    @Override
    public OrderView.Status status() {
        return toStatus(Slots.intAt(tape, record + STATUS));
    }

    @Override
    public OrderView.Card card() {
        OrderView_CardDecoder view = card;
        if (view == null) {
            view = new OrderView_CardDecoder(tape);
            card = view;
        }
        if (!Slots.isCase(tape, record + PAYMENT_CASE, CARD_NUMBER)) {
            return Slots.absent(tape, view, OrderView_CardDecoder.RECORD);
        }
        return Slots.viewAt(tape, record + CARD, view, OrderView_CardDecoder.RECORD);
    }

    @Override
    public Slice voucher() {
        return Slots.isCase(tape, record + PAYMENT_CASE, VOUCHER_NUMBER) ? Slots.sliceAt(tape, record + VOUCHER, voucher) : Slots.empty(tape, voucher);
    }

    @Override
    public int paymentCase() {
        return Slots.intAt(tape, record + PAYMENT_CASE);
    }

    @Override
    public Entries<OrderView.Items> items() {
        return items.at(record + ITEMS);
    }

    @Override
    public OrderView.Priority priority() {
        return toPriority(Slots.has(tape, record + PRESENCE, PRIORITY_SET) ? Slots.intAt(tape, record + PRIORITY) : PRIORITY_DEFAULT);
    }

    @Override
    public String toString() {
        return ViewText.of(this);
    }

    @Override
    protected void describe(ViewText text) {
        text.begin("OrderView");
        text.add("note", note());
        text.add("hasNote", hasNote());
        text.add("lines", lines());
        text.add("quantities", quantities());
        text.add("status", status());
        if (Slots.isCase(tape, record + PAYMENT_CASE, CARD_NUMBER)) {
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
     * Whether a message, and each message within it, has its required fields.
     */
    public static boolean isComplete(Tape tape, int record) {
        return Slots.areComplete(tape, record + LINES, OrderView_LineDecoder::isComplete)
                && Slots.areComplete(tape, OrderView_ItemsDecoder.entries(tape).at(record + ITEMS), OrderView_ItemsDecoder::isComplete);
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
                    at = Ranges.text(tape, at, end, record + NOTE);
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
                    at = Packed.int32(tape, at, end, record + QUANTITIES);
                    if (at >= end || bytes[at] != STATUS_TAG) {
                        break;
                    }
                    at++;
                case STATUS_TAG:
                    at = Scalars.int32(tape, at, record + STATUS);
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
                    at = Ranges.text(tape, at, end, record + VOUCHER);
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
                    if (Scalars.isKnown(tape, at, PRIORITY_NUMBERS)) {
                        at = Scalars.int32(tape, at, record + PRIORITY);
                        tape.mark(record + PRESENCE, PRIORITY_SET);
                    } else {
                        at = Wire.skipVarint(tape, at);
                    }
                    break;
                case QUANTITIES_TAG:
                    at = Scalars.int32(tape, at, tape.add(record + QUANTITIES));
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
