package dev.interlock.proto;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.bytes.WireNumbers;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A field that is a message: opens the encoder of it, or of one more element, within the encoder that it is a field of. Its
 * length goes in front of it when it ends; the room for it is as wide as it was the last time, since the messages of one field
 * are much alike.
 *
 * @param <E> the generated encoder of the message
 */
public final class Nested<E> {
    private static final int WIRE_TYPE = 0b111;
    private static final int START_GROUP = 3;

    private final MessageEncoder outer;
    private final int tag;
    private final String name;
    private final Class<E> type;
    private final Function<MessageEncoder, E> maker;
    private Nesting.@Nullable Encoder<E> inner;
    private int width = 1;
    private int start;
    private int content;

    /**
     * A field.
     *
     * @param outer of the message that has the field
     * @param tag with wire type 3 for a delimited field, which has an end tag instead of a length
     * @param name of the message and the field, for errors
     * @param maker its constructor
     */
    public Nested(MessageEncoder outer, int tag, String name, Class<E> type, Function<MessageEncoder, E> maker) {
        this.outer = outer;
        this.tag = tag;
        this.name = name;
        this.type = type;
        this.maker = maker;
    }

    /**
     * A map: the message is an entry, which has no generated encoder.
     *
     * @param outer of the message that has the field
     * @param name of the message and the field, for errors
     */
    public static Nested<MessageEncoder> entry(MessageEncoder outer, int tag, String name) {
        Nested<MessageEncoder> entry =
                new Nested<>(outer, tag, name, MessageEncoder.class, message -> message.of(MessageType.of(name, 0)));
        // No other field shares it, as it is what the values of this map are within.
        entry.inner = Nesting.make(new MessageEncoder(outer.depth() + 1, outer.nesting()), entry.type, entry.maker);
        return entry;
    }

    /**
     * Begins a message.
     *
     * @throws IllegalStateException when the message around it is not open, or is 100 deep within others
     */
    public E begin() {
        int at = outer.room(MessageEncoder.NUMBER);
        Nesting.Encoder<E> opened = inner;
        if (opened == null || outer.depth() == Nesting.DEEPEST) {
            opened = make();
        }
        ByteWriter out = outer.out();
        start = at;
        content = WireNumbers.putVarint(out.array(), at, tag & 0xffff_ffffL) + (isGroup() ? 0 : width);
        out.advance(content);
        outer.beginInner(this);
        opened.message().open(out);
        return opened.generated();
    }

    private Nesting.Encoder<E> make() {
        int depth = outer.depth() + 1;
        if (depth > Nesting.DEEPEST) {
            throw new IllegalStateException(
                    "%s would be %d messages deep, which no parser accepts: nest less".formatted(name, depth));
        }
        Nesting.Encoder<E> made = outer.nesting().at(depth, type, maker);
        inner = made;
        return made;
    }

    /**
     * Ends the message.
     *
     * @throws IllegalStateException when it is not open, a message within it is, or a required field was not written
     */
    public void end() {
        if (outer.inner() != this) {
            throw new IllegalStateException(name + " is not open: begin it before its end");
        }
        message().close();
        outer.endInner();
        if (isGroup()) {
            int at = outer.room(MessageEncoder.NUMBER);
            // The end of a group is the wire type that follows that of its start.
            outer.out().advance(WireNumbers.putVarint(outer.out().array(), at, (tag + 1) & 0xffff_ffffL));
        } else {
            width = outer.patchLength(content, width);
        }
    }

    /**
     * Whether it is an entry whose key or value could not be written: an entry is written at one go, but for a value that is a
     * message, and so is never seen open otherwise.
     */
    boolean isRefusedEntry() {
        return type == MessageEncoder.class && message().inner() == null;
    }

    /** Takes back what was written of the message. */
    void abandon() {
        message().giveUp();
        outer.out().truncate(start);
        outer.endInner();
    }

    private boolean isGroup() {
        return (tag & WIRE_TYPE) == START_GROUP;
    }

    String name() {
        return name;
    }

    /**
     * What writes the message.
     *
     * @throws IllegalStateException when it was never begun; that of an entry is there before
     */
    public MessageEncoder message() {
        Nesting.Encoder<E> made = inner;
        if (made == null) {
            throw new IllegalStateException(name + " was never begun");
        }
        return made.message();
    }
}
