package shop;

import dev.interlock.annotation.Controller;
import dev.interlock.annotation.Essential;
import dev.interlock.annotation.Get;

@Controller("/health")
@Essential
public final class Health {
    @Get
    boolean live() {
        return true;
    }
}
