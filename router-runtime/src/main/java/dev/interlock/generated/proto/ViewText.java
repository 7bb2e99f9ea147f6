package dev.interlock.generated.proto;

import dev.interlock.bytes.Slice;
import dev.interlock.proto.Repeated;
import dev.interlock.proto.RepeatedBoolean;
import dev.interlock.proto.RepeatedDouble;
import dev.interlock.proto.RepeatedFloat;
import dev.interlock.proto.RepeatedInt;
import dev.interlock.proto.RepeatedLong;
import java.lang.reflect.Array;
import java.util.HexFormat;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Text of a view for logs and debuggers, such as {@code Order[userId=7, lines=[Line[sku=a]]]}. It has at most 1,000
 * characters; {@code ...} stands for omitted content. Creating the text does not move any object that the view has
 * handed out. Called by generated code.
 */
public final class ViewText {
    private static final int LONGEST = 1_000;
    /** Limit on the characters of one string. */
    private static final int LONGEST_STRING = 100;
    /** Limit on the bytes of one field. */
    private static final int MOST_BYTES = 16;

    private static final String MORE = "...";

    private final StringBuilder text = new StringBuilder();
    private boolean isFirst = true;
    private boolean isFull;

    private ViewText() {}

    /**
     * Returns the text of a view, which starts with the simple name of the view's interface. A copy of the view has the
     * same text.
     */
    static String of(DescribedView view) {
        ViewText text = new ViewText();
        text.view(view);
        return text.text.toString();
    }

    /** Begins the text of a view. The fields of the view follow. */
    public void begin(String name) {
        text.append(name).append('[');
        isFirst = true;
    }

    /** Adds a field; does nothing once the text is full. */
    public void add(String name, @Nullable Object value) {
        if (!separate()) {
            return;
        }
        text.append(name).append('=');
        value(value);
    }

    /** Adds a separator; returns whether there is room for one more part after it. */
    private boolean separate() {
        if (isFull) {
            return false;
        }
        text.append(isFirst ? "" : ", ");
        isFirst = false;
        if (text.length() >= LONGEST) {
            text.append(MORE);
            isFull = true;
        }
        return !isFull;
    }

    private void value(@Nullable Object value) {
        if (value instanceof DescribedView view) {
            view(view);
        } else if (value instanceof CharSequence string) {
            shortened(string.toString());
        } else if (value instanceof Slice slice) {
            bytes(slice);
        } else if (value instanceof byte[] bytes) {
            bytes(new Slice().wrap(bytes, 0, bytes.length));
        } else if (value instanceof Elements<?> elements) {
            list(elements.size(), elements::detached);
        } else if (value instanceof Repeated<?> copied) {
            list(copied.size(), copied::get);
        } else if (value instanceof Object[] copied) {
            list(copied.length, index -> copied[index]);
        } else if (value != null && value.getClass().isArray()) {
            list(Array.getLength(value), index -> Array.get(value, index));
        } else if (value instanceof RepeatedInt numbers) {
            list(numbers.size(), numbers::get);
        } else if (value instanceof RepeatedLong numbers) {
            list(numbers.size(), numbers::get);
        } else if (value instanceof RepeatedDouble numbers) {
            list(numbers.size(), numbers::get);
        } else if (value instanceof RepeatedFloat numbers) {
            list(numbers.size(), numbers::get);
        } else if (value instanceof RepeatedBoolean flags) {
            list(flags.size(), flags::get);
        } else {
            text.append(value);
        }
    }

    private void view(DescribedView view) {
        view.describe(this);
        isFirst = false;
        text.append(']');
    }

    private void list(int size, IntFunction<?> element) {
        text.append('[');
        isFirst = true;
        for (int i = 0; i < size && separate(); i++) {
            value(element.apply(i));
        }
        isFirst = false;
        text.append(']');
    }

    private void shortened(String string) {
        boolean fits = string.length() <= LONGEST_STRING;
        text.append(string, 0, fits ? string.length() : LONGEST_STRING).append(fits ? "" : MORE);
    }

    private void bytes(Slice slice) {
        int shown = Math.min(slice.length(), MOST_BYTES);
        String hex = HexFormat.of().formatHex(slice.array(), slice.offset(), slice.offset() + shown);
        text.append("0x").append(hex).append(shown < slice.length() ? MORE : "");
    }
}
