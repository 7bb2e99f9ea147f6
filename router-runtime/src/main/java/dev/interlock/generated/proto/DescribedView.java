package dev.interlock.generated.proto;

/** A view whose text consists of the values of its accessors. */
abstract class DescribedView {
    /** Adds the name of the view and the values of its accessors to its text. */
    protected abstract void describe(ViewText text);
}
