/** A minute of a small server, as Telegraf's inputs for Linux and Docker write it: 1 line a measurement, times to the second. */
export const TELEGRAF_LINES = (at: number): string => {
  const time = `${String(at)}000000`;
  return [
    'cpu,cpu=cpu0,host=web-1 usage_user=4.12,usage_system=1.03,usage_idle=94.75,usage_iowait=0.1,usage_steal=0',
    'cpu,cpu=cpu-total,host=web-1 usage_user=3.9,usage_system=1.1,usage_idle=94.9,usage_iowait=0.1,usage_steal=0',
    'mem,host=web-1 total=16676712448i,available=12040437760i,used=4009754624i,available_percent=72.19910571,dirty=917504i',
    'swap,host=web-1 total=0i,used=0i,free=0i,used_percent=0',
    String.raw`disk,device=sda1,fstype=ext4,host=web-1,label=the\ big\ one,mode=rw,path=/ free=32213467136i,used_percent=44.2,inodes_free=3200214i`,
    'diskio,host=web-1,name=sda reads=1209377i,writes=9100293i,read_bytes=18446744073709551615u,io_await=0.9',
    'system,host=web-1 load1=0.42,load5=0.36,load15=0.31,n_cpus=4i,n_users=1i',
    'system,host=web-1 uptime=1814400i',
    'system,host=web-1 uptime_format="21 days,  0:00"',
    'net,host=web-1,interface=eth0 bytes_sent=902213411i,bytes_recv=1802214411i,speed=1000i',
    String.raw`docker_container_health,container_image=postgres,container_name=db,com.docker.compose.service=db,host=web-1 failing_streak=0i,health_status="healthy"`,
    'http_response,host=web-1,method=GET,server=https://example.com/?a\\=b\\,c,status_code=200 http_response_code=200i,response_time=0.214,result_type="success",content_match=true',
    String.raw`win_perf,host=web-2,objectname=Processor,instance=C:\Windows Percent_Idle_Time=99.2`,
    'internal_gather,host=web-1,input=cpu,version=1.33.0 metrics_gathered=2i,errors=0i',
  ]
    .map((line) => `${line} ${time}\n`)
    .join('');
};
