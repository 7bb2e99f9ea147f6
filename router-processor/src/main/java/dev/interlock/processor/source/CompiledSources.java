package dev.interlock.processor.source;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/** The sources of a compilation. Classes from the class path do not belong to them. */
public final class CompiledSources {
    /** Names of the top-level classes. */
    private final Set<String> names = new HashSet<>();

    private final Predicate<ExecutableElement> computing;

    public CompiledSources() {
        this(method -> false);
    }

    /**
     * Creates a set without sources.
     *
     * @param computing whether the source of a method does more than return a field or a constant
     */
    public CompiledSources(Predicate<ExecutableElement> computing) {
        this.computing = computing;
    }

    /**
     * Whether the source of a method does more than return a field or a constant. False if the method has no body or
     * its source is unknown.
     */
    public boolean compute(ExecutableElement method) {
        return computing.test(method);
    }

    /** Adds the sources of one round. */
    public void read(RoundEnvironment round) {
        round.getRootElements().forEach(element -> names.add(element.toString()));
    }

    /** Whether a source of this compilation declares an element. The element may come from an earlier round. */
    public boolean contain(Element element) {
        Element outermost = element;
        for (Element e = element; e != null; e = e.getEnclosingElement()) {
            if (e instanceof TypeElement) {
                outermost = e;
            }
        }
        return names.contains(outermost.toString());
    }
}
