package dev.interlock.processor.source;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/** The classes that a compilation compiles from sources. Classes from the class path are not included. */
public final class CompiledSources {
    /** Names of the top-level classes in the sources. */
    private final Set<String> names = new HashSet<>();

    private final Predicate<ExecutableElement> computing;

    public CompiledSources() {
        this(method -> false);
    }

    /**
     * Creates an empty set. {@link #read} adds classes.
     *
     * @param computing whether the source of a method does more than return a field or a constant
     */
    public CompiledSources(Predicate<ExecutableElement> computing) {
        this.computing = computing;
    }

    /**
     * Whether a method does more than return a field or a constant, according to its source. False if the method has no
     * body or its source is unknown.
     */
    public boolean compute(ExecutableElement method) {
        return computing.test(method);
    }

    /** Adds the top-level classes of one round. */
    public void read(RoundEnvironment round) {
        round.getRootElements().forEach(element -> names.add(element.toString()));
    }

    /** Whether an element is declared in the sources of this compilation, in this round or an earlier one. */
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
