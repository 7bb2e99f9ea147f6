package dev.interlock.processor.escape;

import com.sun.source.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.ExecutableElement;

/**
 * A call of a method. The call is also the root of the value that it returns. If the source of the method is not part
 * of the compilation, this object holds the effects that {@link LibraryModel} describes. Two calls are never equal.
 */
final class Call implements Root.Result {
    final ExecutableElement method;
    final Tree at;

    /** Text of the call for messages, such as {@code Cache.remember(line)}. */
    final String text;

    /** Whether the call may run a method that overrides {@link #method}. */
    final boolean isVirtual;

    Value receiver = Value.EMPTY;
    final List<Value> arguments = new ArrayList<>();

    /** Result of the call according to {@link LibraryModel}. Used if no source of the method is compiled. */
    Value returned = Value.EMPTY;

    final List<Leak> leaks = new ArrayList<>();
    final List<Store> stores = new ArrayList<>();
    final List<Store> applications = new ArrayList<>();

    Call(ExecutableElement method, Tree at, String text, boolean isVirtual) {
        this.method = method;
        this.at = at;
        this.text = text;
        this.isVirtual = isVirtual;
    }

    /**
     * Returns the argument for a {@link Root.Parameter} with this index. For a variable-arity parameter, returns the
     * union of its arguments.
     */
    Value argument(int index) {
        if (index == Root.THIS.index()) {
            return receiver;
        }
        Value value = index < arguments.size() ? arguments.get(index) : Value.EMPTY;
        if (method.isVarArgs() && index == method.getParameters().size() - 1) {
            for (int i = index + 1; i < arguments.size(); i++) {
                value = value.or(arguments.get(i));
            }
        }
        return value;
    }
}
