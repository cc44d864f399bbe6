using IntegrationHost.Worker;
using IntegrationHost.Worker.Confinement;

// Two steps on one process id: the first gives up every right for good, the second is what is left. A thread that is there already
// would keep its rights, so the runtime starts anew between them.
return args switch
{
    ["confine", .. string[] layers] => Confine.Run(layers),
    ["run", .. string[] layers] => WorkerLoop.Run(layers),
    _ => Misused(),
};

static int Misused()
{
    Console.Error.WriteLine("This program is started by integration-host, for one plugin each. It is of no use by itself.");
    return 2;
}
