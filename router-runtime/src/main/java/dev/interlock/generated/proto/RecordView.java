package dev.interlock.generated.proto;

import dev.interlock.bytes.Slice;
import dev.interlock.http.Request;
import dev.interlock.proto.Entries;
import dev.interlock.proto.Repeated;
import dev.interlock.proto.RepeatedBoolean;
import dev.interlock.proto.RepeatedDouble;
import dev.interlock.proto.RepeatedFloat;
import dev.interlock.proto.RepeatedInt;
import dev.interlock.proto.RepeatedLong;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;

/**
 * Base of generated decoders: a view of a record on a tape. A decoder that was handed out stays at its record while the
 * message is read. The texts, slices, elements and decoders that it returns also stay at their slots. The decoder has
 * one object for each of its fields, which the accessor moves to the slot of the field.
 *
 * <p>Accessors of views may have any name, so this class has no method without parameters except those of
 * {@link Object}.
 */
public abstract class RecordView extends TapeView {
    /** Creates a view of messages on a tape. */
    protected RecordView(Tape tape) {
        super(tape);
    }

    /**
     * Returns a function that returns the decoder of a request. One decoder serves one request after the other.
     *
     * @param maker function that creates a decoder of the outermost message
     */
    protected static <V extends RecordView> Function<Request, V> scoped(Supplier<V> maker) {
        return ScopedView.finder(maker);
    }

    /** Creates text that reads from a tape. */
    protected static CharSequence newText(Tape tape) {
        return new Text(tape);
    }

    /** Creates a repeated field of 32-bit numbers that reads from a tape. */
    protected static RepeatedInt newInts(Tape tape) {
        return new IntElements(tape);
    }

    /** Creates a repeated field of 64-bit numbers that reads from a tape. */
    protected static RepeatedLong newLongs(Tape tape) {
        return new LongElements(tape);
    }

    /** Creates a repeated field of {@code float} that reads from a tape. */
    protected static RepeatedFloat newFloats(Tape tape) {
        return new FloatElements(tape);
    }

    /** Creates a repeated field of {@code double} that reads from a tape. */
    protected static RepeatedDouble newDoubles(Tape tape) {
        return new DoubleElements(tape);
    }

    /** Creates a repeated field of {@code bool} that reads from a tape. */
    protected static RepeatedBoolean newBooleans(Tape tape) {
        return new BooleanElements(tape);
    }

    /** Creates a repeated field of text. Each access returns characters that are read in place. */
    protected static Repeated<CharSequence> newTexts(Tape tape) {
        return new TextElements(tape);
    }

    /** Creates a repeated field of text. Each access returns a new string. */
    protected static Repeated<String> newStrings(Tape tape) {
        return new StringElements(tape);
    }

    /** Creates a repeated field of bytes or text, read in place. */
    protected static Repeated<Slice> newSlices(Tape tape) {
        return new SliceElements(tape);
    }

    /** Creates a repeated field of bytes. Each access returns a new array. */
    protected static Repeated<byte[]> newArrays(Tape tape) {
        return new BytesElements(tape);
    }

    /**
     * Creates a repeated field of an enum.
     *
     * @param constants function that returns the constant with a number
     */
    protected static <E> Repeated<E> newConstants(Tape tape, IntFunction<E> constants) {
        return new EnumElements<>(tape, constants);
    }

    /**
     * Creates a repeated field of messages.
     *
     * @param decoder class of the decoders; all fields of a tape with this class share them
     * @param maker function that creates a decoder. It is called when a decoder is first needed, because messages may
     *     contain messages of their own type
     */
    protected static <E> Repeated<E> newMessages(
            Tape tape, Class<? extends RecordView> decoder, Function<Tape, ? extends E> maker) {
        return new RecordElements<>(tape, decoder, maker);
    }

    /**
     * Creates a map whose keys are text.
     *
     * @param key slot of the key in the record of an entry
     * @param decoder class of the decoders of entries
     * @param maker function that creates the decoder of an entry
     */
    protected static <E> Entries<E> newTextMap(
            Tape tape, int key, Class<? extends RecordView> decoder, Function<Tape, ? extends E> maker) {
        return new MapEntries<>(tape, MapKeys.TEXT, key, decoder, maker);
    }

    /** Creates a map whose keys are integers, like {@link #newTextMap}. */
    protected static <E> Entries<E> newIntegerMap(
            Tape tape, int key, Class<? extends RecordView> decoder, Function<Tape, ? extends E> maker) {
        return new MapEntries<>(tape, MapKeys.INTEGER, key, decoder, maker);
    }

    /** Creates a map whose keys are {@code bool}, like {@link #newTextMap}. */
    protected static <E> Entries<E> newBooleanMap(
            Tape tape, int key, Class<? extends RecordView> decoder, Function<Tape, ? extends E> maker) {
        return new MapEntries<>(tape, MapKeys.BOOLEAN, key, decoder, maker);
    }

    /** Moves text to a slot, and returns it. The text stays there until the next message is read. */
    protected static CharSequence textAt(int slot, CharSequence text) {
        return ((Text) text).at(slot);
    }

    /** Moves elements to the field in a slot, and returns them. */
    protected static RepeatedInt elementsAt(int slot, RepeatedInt elements) {
        return ((IntElements) elements).at(slot);
    }

    /** Like {@link #elementsAt(int, RepeatedInt)}. */
    protected static RepeatedLong elementsAt(int slot, RepeatedLong elements) {
        return ((LongElements) elements).at(slot);
    }

    /** Like {@link #elementsAt(int, RepeatedInt)}. */
    protected static RepeatedFloat elementsAt(int slot, RepeatedFloat elements) {
        return ((FloatElements) elements).at(slot);
    }

    /** Like {@link #elementsAt(int, RepeatedInt)}. */
    protected static RepeatedDouble elementsAt(int slot, RepeatedDouble elements) {
        return ((DoubleElements) elements).at(slot);
    }

    /** Like {@link #elementsAt(int, RepeatedInt)}. */
    protected static RepeatedBoolean elementsAt(int slot, RepeatedBoolean elements) {
        return ((BooleanElements) elements).at(slot);
    }

    /** Like {@link #elementsAt(int, RepeatedInt)}. */
    protected static <E> Repeated<E> elementsAt(int slot, Repeated<E> elements) {
        ((Elements<E>) elements).moveTo(slot);
        return elements;
    }

    /** Moves entries to the map in a slot, and returns them. */
    protected static <E> Entries<E> entriesAt(int slot, Entries<E> entries) {
        return ((MapEntries<E>) entries).at(slot);
    }

    /** Moves a view to the message of a slot, or to a record of zeros if the message is absent. Returns the view. */
    protected static <V extends RecordView> V viewAt(int slot, V view, int size) {
        Tape tape = view.tape;
        view.record = tape.handOutRecord(view, (int) tape.at(slot), size);
        return view;
    }

    /** Moves a view to a record of zeros, because its message is absent. Returns the view. */
    protected static <V extends RecordView> V absent(V view, int size) {
        view.record = view.tape.handOutRecord(view, 0, size);
        return view;
    }

    /**
     * Rejects the message if an entry of a map lacks required fields. Ignores an entry if a later entry has the same
     * key.
     */
    protected static void requireEntries(int slot, Entries<?> entries, ObjIntConsumer<Tape> check) {
        MapEntries<?> found = ((MapEntries<?>) entries).at(slot);
        found.tape.requireEach(found.vector + 1, found.size(), check);
    }

    /** Returns the text of the view, see {@link ViewText}. */
    @Override
    public String toString() {
        return ViewText.of(this);
    }
}
