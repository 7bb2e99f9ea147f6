package dev.interlock.processor.escape;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Types;

/** Reads the methods of a class and of the classes within the class. */
final class ClassReader {
    private final Attribution attribution;
    private final Types types;
    private final Lifetimes lifetimes;
    private final LibraryModel library;
    private final List<MethodFlow> flows;

    /** Creates a reader that adds the flows of the methods to {@code flows}. */
    ClassReader(
            Attribution attribution, Types types, Lifetimes lifetimes, LibraryModel library, List<MethodFlow> flows) {
        this.attribution = attribution;
        this.types = types;
        this.lifetimes = lifetimes;
        this.library = library;
        this.flows = flows;
    }

    void read(ClassTree tree) {
        Element type = attribution.element(tree);
        if (type == null || isGenerated(type)) {
            return;
        }
        MethodFlow initialization = new MethodFlow(type, attribution.unit());
        StatementReader initializers = reader(initialization);
        for (Tree member : tree.getMembers()) {
            if (member instanceof ClassTree inner) {
                read(inner);
            } else if (member instanceof MethodTree method) {
                read(method);
            } else if (member instanceof VariableTree field && field.getInitializer() != null) {
                initialize(field, initializers);
            } else if (member instanceof BlockTree block) {
                initializers.scan(block, null);
            }
        }
        flows.add(initialization);
    }

    private static boolean isGenerated(Element type) {
        return type.getAnnotationMirrors().stream()
                .anyMatch(
                        it -> it.getAnnotationType().asElement().getSimpleName().contentEquals("Generated"));
    }

    private void read(MethodTree tree) {
        Element method = attribution.element(tree);
        if (method == null || tree.getBody() == null) {
            return;
        }
        MethodFlow flow = new MethodFlow(method, attribution.unit());
        StatementReader reader = reader(flow);
        for (int i = 0; i < tree.getParameters().size(); i++) {
            VariableTree parameter = tree.getParameters().get(i);
            Value value = attribution.isPlain(parameter) ? Value.EMPTY : Value.of(new Root.Parameter(i));
            reader.frame.declare(attribution.element(parameter), value);
        }
        reader.scan(tree.getBody(), null);
        flows.add(flow);
    }

    private void initialize(VariableTree tree, StatementReader reader) {
        Element field = Objects.requireNonNull(attribution.element(tree));
        Value value = reader.valueOf(tree.getInitializer());
        if (field.getModifiers().contains(Modifier.STATIC)) {
            reader.leak(Leak.Kind.STORED, value, Attribution.describeField(field), tree);
        } else {
            reader.keep(value, Value.of(Root.THIS), Attribution.describeField(field), tree);
        }
    }

    private StatementReader reader(MethodFlow flow) {
        return new StatementReader(attribution, new Frame(flow, this::isSubclass), lifetimes, library, this::read);
    }

    private boolean isSubclass(TypeElement type, Element other) {
        return types.isSubtype(types.erasure(type.asType()), types.erasure(other.asType()));
    }
}
