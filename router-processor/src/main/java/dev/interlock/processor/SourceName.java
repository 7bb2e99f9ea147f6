package dev.interlock.processor;

import com.palantir.javapoet.ClassName;
import java.util.Optional;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * A class name that stays valid over all rounds of a compilation. Elements of earlier rounds are stale.
 *
 * @param name canonical name of the class
 * @param module name of the module of the class; empty for the unnamed module. Two modules of one compilation may have
 *     classes with the same name.
 */
record SourceName(String name, String module) implements Comparable<SourceName> {
    static SourceName of(TypeElement type, Elements elements) {
        ModuleElement module = elements.getModuleOf(type);
        // The canonical name is made of simple names. The qualified name is wrong with ECJ if the simple name of a
        // nested class starts with a dollar sign: ECJ replaces the sign by a dot.
        return new SourceName(
                ClassName.get(type).canonicalName(),
                module == null ? "" : module.getQualifiedName().toString());
    }

    /** Returns the class in this round; empty if it no longer exists. */
    Optional<TypeElement> find(Elements elements) {
        ModuleElement around = module.isEmpty() ? null : elements.getModuleElement(module);
        return Optional.ofNullable(
                around == null ? elements.getTypeElement(name) : elements.getTypeElement(around, name));
    }

    /**
     * Returns the name that the filer needs for a generated class in the package of this class. The filer needs the
     * module in the name only if another module has a class with the same name as this class.
     */
    String beside(String generated, Elements elements) {
        boolean isUnique = module.isEmpty() || elements.getTypeElement(name) != null;
        return isUnique ? generated : module + "/" + generated;
    }

    @Override
    public int compareTo(SourceName other) {
        int byName = name.compareTo(other.name);
        return byName != 0 ? byName : module.compareTo(other.module);
    }
}
