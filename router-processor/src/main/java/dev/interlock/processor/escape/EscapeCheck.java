package dev.interlock.processor.escape;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.Trees;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import javax.tools.Diagnostic;

/**
 * Finds values that outlive their request. Reads each class after javac has attributed it. After the last class,
 * reports the values that escape. If the check itself fails, it prints a warning and the compilation continues.
 */
final class EscapeCheck implements TaskListener {
    private final Trees trees;
    private final Types types;
    private final Elements elements;
    private final Messager messager;
    private final Predicate<Element> sources;
    private final Lifetimes lifetimes;
    private final LibraryModel library;

    private final Set<String> awaited = new HashSet<>();
    private final List<MethodFlow> flows = new ArrayList<>();
    private boolean isOver;

    private EscapeCheck(JavacTask task, ProcessingEnvironment environment, Predicate<Element> sources) {
        trees = Trees.instance(environment);
        types = task.getTypes();
        elements = task.getElements();
        messager = environment.getMessager();
        this.sources = sources;
        lifetimes = new Lifetimes(types, elements, sources);
        library = new LibraryModel(lifetimes);
    }

    /**
     * Creates a check that listens to the compiler.
     *
     * @param environment environment of javac itself, not of a wrapper
     * @param sources whether this compilation has the source of an element
     * @throws IllegalArgumentException when the environment belongs to another compiler
     */
    static EscapeCheck listen(ProcessingEnvironment environment, Predicate<Element> sources) {
        JavacTask task = JavacTask.instance(environment);
        EscapeCheck check = new EscapeCheck(task, environment, sources);
        task.addTaskListener(check);
        return check;
    }

    /** Delays the report until javac has attributed a class. */
    void await(TypeElement type) {
        awaited.add(type.getQualifiedName().toString());
    }

    /** Whether a method has source code that does more than return a field or a constant. */
    boolean computes(ExecutableElement method) {
        MethodTree tree = trees.getTree(method);
        return tree != null && tree.getBody() != null && !returnsPlainly(tree.getBody());
    }

    private static boolean returnsPlainly(BlockTree body) {
        return body.getStatements().size() == 1
                && body.getStatements().get(0) instanceof ReturnTree result
                && (result.getExpression() instanceof IdentifierTree
                        || result.getExpression() instanceof LiteralTree
                        || (result.getExpression() instanceof MemberSelectTree field
                                && field.getExpression() instanceof IdentifierTree owner
                                && owner.getName().contentEquals("this")));
    }

    @Override
    public void finished(TaskEvent event) {
        if (isOver) {
            return;
        }
        try {
            if (event.getKind() == TaskEvent.Kind.ANALYZE) {
                read(event);
            }
            boolean isLast = event.getKind() == TaskEvent.Kind.ANALYZE && awaited.isEmpty();
            if (isLast || event.getKind() == TaskEvent.Kind.COMPILATION) {
                isOver = true;
                report();
            }
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            isOver = true;
            flows.clear();
            messager.printMessage(
                    Diagnostic.Kind.WARNING,
                    "Interlock could not check which values outlive their request: " + e
                            + "\ntip: the code is compiled; please report this with "
                            + List.of(e.getStackTrace()).stream().findFirst());
        }
    }

    private void read(TaskEvent event) {
        TypeElement type = event.getTypeElement();
        if (type == null || event.getCompilationUnit() == null) {
            return;
        }
        awaited.remove(type.getQualifiedName().toString());
        Attribution attribution = new Attribution(trees, event.getCompilationUnit(), sources);
        for (Tree declared : event.getCompilationUnit().getTypeDecls()) {
            if (declared instanceof ClassTree tree && type.equals(attribution.element(tree))) {
                new ClassReader(attribution, types, lifetimes, library, flows).read(tree);
            }
        }
    }

    private void report() {
        if (flows.isEmpty()) {
            return;
        }
        Origins origins = new Origins(types, elements, lifetimes);
        Targets targets = new Targets(types, elements, flows);
        Summaries summaries = new Summaries(flows, targets, sources, flow -> isShared(origins, flow));
        List<MethodFlow> starts = flows.stream()
                .filter(it -> origins.isEntry(it.element) || knowsMessages(it))
                .toList();
        summaries.solve(starts);
        new Findings(trees, origins).report(starts, summaries);
        flows.clear();
    }

    /**
     * Whether the method belongs to a view or writer, or has a view or writer as a parameter. A view or writer that is
     * a parameter of a lambda in the method also counts.
     */
    private static boolean knowsMessages(MethodFlow flow) {
        return flow.knowsMessages
                || (flow.element instanceof ExecutableElement method
                        && (Lifetimes.isMessage(Attribution.owner(method).asType())
                                || method.getParameters().stream().anyMatch(it -> Lifetimes.isMessage(it.asType()))));
    }

    private static boolean isShared(Origins origins, MethodFlow flow) {
        Element owner = flow.element instanceof TypeElement ? flow.element : Attribution.owner(flow.element);
        return (owner instanceof TypeElement type && origins.isShared(type)) || origins.isEntry(flow.element);
    }
}
