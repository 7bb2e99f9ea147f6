package dev.interlock.generated.proto;

/** A view of a record on a tape. */
abstract class TapeView extends DescribedView {
    /** Approximate number of heap bytes of a decoder, without the objects that it hands out. */
    private static final int BYTES = 64;

    /** Tape that holds the decoded message. */
    protected final Tape tape;
    /** Index of the record. */
    protected int record;

    TapeView(Tape tape) {
        this.tape = tape;
        tape.objects.made(BYTES);
    }
}
