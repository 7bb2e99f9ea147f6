package dev.interlock.proto;

/**
 * Base of generated decoders: a view of a record on a tape. A handed-out decoder stays at its record while the message
 * is read. So do all texts, slices, elements and decoders from it. Accessors of views may have any name, so this class
 * has no method without parameters.
 */
public abstract class RecordView {
    /** Approximate heap bytes of a decoder, without the objects that it hands out. */
    private static final int BYTES = 64;

    /** Tape that holds the decoded message. */
    protected final Tape tape;
    /** Index of the record. */
    protected int record;

    /** Creates a view of messages on a tape. */
    protected RecordView(Tape tape) {
        this.tape = tape;
        tape.pools.made(BYTES);
    }

    /** Adds the declared fields of the view to its text. */
    protected abstract void describe(ViewText text);
}
