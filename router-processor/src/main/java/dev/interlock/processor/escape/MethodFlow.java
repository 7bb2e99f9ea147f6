package dev.interlock.processor.escape;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Element;

/**
 * Flow of values in one method. It is read only from the source of the method itself, without the methods that it
 * calls.
 */
final class MethodFlow {
    /** The method or constructor. For the initialization of fields, the class. */
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
