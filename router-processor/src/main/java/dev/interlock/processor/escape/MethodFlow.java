package dev.interlock.processor.escape;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Element;

/** Flow of values in one method, read from its source alone. It does not include the methods that it calls. */
final class MethodFlow {
    /** The method, constructor, or class whose fields are initialized. */
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
