package shop;

import dev.interlock.annotation.HttpApp;

@HttpApp(
    controllers = {Orders.class, Health.class},
    filters = Auth.class,
    errors = Failures.class,
    challenge = "Basic realm=\"shop\"")
public final class Api {}
