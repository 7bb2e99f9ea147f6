package dev.interlock.processor.escape;

import com.sun.source.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.ExecutableElement;

/**
 * A call, which stands for its result. If the source of its method is not compiled, it carries the statements of the
 * library model. Has identity.
 */
final class Call implements Root.Result {
    final ExecutableElement method;
    final Tree at;

    /** Text for developers, such as {@code Cache.remember(line)}. */
    final String text;

    /** Whether an overriding method may be called instead. */
    final boolean isVirtual;

    Value receiver = Value.EMPTY;
    final List<Value> arguments = new ArrayList<>();

    /** Result of an unknown method. */
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
     * Returns the argument for a parameter of {@link Root.Parameter}. A variable last parameter gets all further
     * arguments.
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
