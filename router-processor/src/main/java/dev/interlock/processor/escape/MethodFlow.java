package dev.interlock.processor.escape;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Element;

/**
 * Flow of values in one method. It comes only from the source of the method itself. {@link Summaries} adds the effects
 * of called methods.
 */
final class MethodFlow {
    /** The method or constructor; the class if this is the flow of the initialization of fields. */
    final Element element;

    final CompilationUnitTree unit;

    final List<Leak> leaks = new ArrayList<>();
    final List<Store> stores = new ArrayList<>();
    final List<Store> applications = new ArrayList<>();
    final Map<Tree, Call> calls = new HashMap<>();
    final List<Call> callsInOrder = new ArrayList<>();

    Value returned = Value.EMPTY;

    /** Whether the method has a {@link Root.Typed} root. */
    boolean knowsMessages;

    MethodFlow(Element element, CompilationUnitTree unit) {
        this.element = element;
        this.unit = unit;
    }
}
