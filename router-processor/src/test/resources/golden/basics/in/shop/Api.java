package shop;

import dev.interlock.annotation.HttpApp;

@HttpApp(controllers = {Orders.class, Users.class})
public final class Api {}
