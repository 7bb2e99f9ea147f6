package dev.interlock.processor.escape;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.Trees;
import dev.interlock.processor.escape.Root.Edge;
import dev.interlock.processor.escape.Summary.Escape;
import dev.interlock.processor.escape.Summary.EscapeKey;
import dev.interlock.processor.report.EscapeMessage;
import dev.interlock.processor.report.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/** Decides which escapes from a method are mistakes, and reports them. */
final class Findings {
    /** Name in {@code @SuppressWarnings} that turns the check off. */
    private static final String OPT_OUT = "interlock.escape";

    private final Trees trees;
    private final Origins origins;
    private final Set<Tree> shownEnds = new HashSet<>();
    private final Set<Tree> shown = new HashSet<>();
    private final List<Finding> ofTypes = new ArrayList<>();

    private record Finding(MethodFlow flow, String origin, Escape escape) {}

    Findings(Trees trees, Origins origins) {
        this.trees = trees;
        this.origins = origins;
    }

    /**
     * Reports values of a request that escape from the methods that the runtime calls. Then reports views and writers
     * that escape from any method. Reports each place only once.
     */
    void report(List<MethodFlow> flows, Summaries summaries) {
        for (MethodFlow flow : flows) {
            if (!isOptedOut(flow.element)) {
                boolean isEntry = origins.isEntry(flow.element);
                summaries.of(flow).escapes.forEach((key, escape) -> look(flow, isEntry, key, escape));
            }
        }
        for (Finding each : ofTypes) {
            if (shownEnds.add(each.escape().end())) {
                show(each);
            }
        }
    }

    private void look(MethodFlow flow, boolean isEntry, EscapeKey key, Escape escape) {
        Optional<VariableElement> variable = variable(flow, key.root());
        boolean isOfRequest = isEntry
                && key.root() instanceof Root.Parameter
                && variable.stream().anyMatch(origins::endsWithRequest);
        if (isOfRequest && isMistake((ExecutableElement) flow.element, variable.get(), escape)) {
            shownEnds.add(escape.end());
            show(new Finding(flow, describe(variable.get(), flow.element), escape));
        } else if (!isOfRequest
                && isKnownByType(flow, key.root(), variable)
                && isMistakeAnywhere(flow, isEntry, escape)) {
            String origin = variable.map(it -> describe(it, flow.element))
                    .orElseGet(() -> "this " + Attribution.owner(flow.element).getSimpleName());
            ofTypes.add(new Finding(flow, origin, escape));
        }
    }

    private static Optional<VariableElement> variable(MethodFlow flow, Root root) {
        if (root instanceof Root.Typed typed) {
            return Optional.of(typed.variable());
        }
        return root instanceof Root.Parameter parameter
                        && parameter.index() >= 0
                        && flow.element instanceof ExecutableElement method
                ? Optional.of(method.getParameters().get(parameter.index()))
                : Optional.empty();
    }

    private static boolean isKnownByType(MethodFlow flow, Root root, Optional<VariableElement> variable) {
        return variable.map(it -> Lifetimes.isMessage(it.asType()))
                .orElseGet(() -> root.equals(Root.THIS)
                        && flow.element.getKind() == ElementKind.METHOD
                        && Lifetimes.isMessage(Attribution.owner(flow.element).asType()));
    }

    private boolean isMistakeAnywhere(MethodFlow flow, boolean isEntry, Escape escape) {
        return isEntry
                ? isMistake((ExecutableElement) flow.element, null, escape)
                : escape.kind() == Leak.Kind.STORED || (escape.kind() == Leak.Kind.LATER && !escape.isAwaited());
    }

    private boolean isMistake(ExecutableElement method, @Nullable VariableElement variable, Escape escape) {
        return switch (escape.kind()) {
            case STORED -> true;
            case LATER -> !(escape.isAwaited() && origins.isDetached(method));
            case RETURNED ->
                origins.completes(method)
                        && escape.held() != Edge.Kind.CAPTURE
                        && (variable == null || !isStream(variable));
        };
    }

    /**
     * Whether a variable is a body that arrives as a stream. A stage may complete with this body: applications do not
     * copy the stream itself, and the buffers of the stream belong to the subscriber.
     */
    private static boolean isStream(VariableElement variable) {
        return variable.asType() instanceof DeclaredType declared
                && declared.asElement().toString().equals("java.util.concurrent.Flow.Publisher");
    }

    private static String describe(VariableElement variable, Element method) {
        Element owner = Attribution.owner(variable);
        return variable.getSimpleName() + " (parameter of "
                + (owner.equals(method) ? owner.getSimpleName() : "a lambda") + ")";
    }

    private void show(Finding finding) {
        Escape escape = finding.escape();
        if (!shown.add(escape.at())) {
            return;
        }
        Path path = Path.NONE.then(finding.origin()).then(escape.path());
        String steps = String.join(" -> ", path.steps()) + elsewhere(finding);
        EscapeMessage message = message(escape);
        String name = finding.origin().replaceFirst(" \\(.*", "");
        String text = Problem.text(message, name, escape.where(), steps);
        trees.printMessage(Diagnostic.Kind.ERROR, text, escape.at(), finding.flow().unit);
    }

    private static EscapeMessage message(Escape escape) {
        return switch (escape.kind()) {
            case STORED -> escape.held() == Edge.Kind.CAPTURE ? EscapeMessage.CAPTURED_VALUE : EscapeMessage.KEPT_VALUE;
            case LATER -> EscapeMessage.VALUE_USED_LATER;
            case RETURNED -> EscapeMessage.RETURNED_VALUE;
        };
    }

    /** Returns the file and line at which the path of a finding ends; empty if the report is already at this place. */
    private String elsewhere(Finding finding) {
        Escape escape = finding.escape();
        if (escape.end() == escape.at()) {
            return "";
        }
        CompilationUnitTree unit = escape.endUnit();
        long start = trees.getSourcePositions().getStartPosition(unit, escape.end());
        String file = unit.getSourceFile().getName();
        return " (" + file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1) + ":"
                + unit.getLineMap().getLineNumber(start) + ")";
    }

    private static boolean isOptedOut(Element element) {
        for (Element around = element; around != null; around = around.getEnclosingElement()) {
            SuppressWarnings annotation = around.getAnnotation(SuppressWarnings.class);
            if (annotation != null && List.of(annotation.value()).contains(OPT_OUT)) {
                return true;
            }
        }
        return false;
    }
}
