package dev.interlock.processor.escape;

import com.sun.source.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.ExecutableElement;

/** A call, with what the model of libraries says of it where no source of the method is compiled. Has identity. */
final class Call {
    final ExecutableElement method;
    final Tree at;

    /** As a reader of the source knows it, such as {@code Cache.remember(line)}. */
    final String text;

    /** Whether a method that overrides this one may be called instead. */
    final boolean isVirtual;

    final Root.Result result = new Root.Result(this);

    Value receiver = Value.EMPTY;
    final List<Value> arguments = new ArrayList<>();

    /** What an unknown method returns. */
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
     * What the method gets for a parameter of {@link Root.Parameter}; all further arguments are those of the last parameter if
     * it takes any number of them.
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
