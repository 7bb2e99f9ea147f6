package dev.interlock.generated.bind;

import dev.interlock.bytes.Slice;

/** Like {@link Conversion.TextParser}, but creates a string only if the type needs one. */
@FunctionalInterface
interface SliceParser<T> {
    T parse(Slice text) throws Exception;
}
